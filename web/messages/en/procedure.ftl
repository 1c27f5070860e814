# Steps of an application, what is handed in, and the forms that are filled in.

procedure-title = Procedure
procedure-heading = Procedure and materials
procedure-lead = The steps that the documents lay down, in the order of the text. Where the text does not say who acts or when, nothing is added.
procedure-go = Show
procedure-compare = Steps of all places side by side
procedure-none = The documents held lay down no procedure.
procedure-drawing = Steps of { $what }: { $steps }
procedure-steps-of = Steps of { $what }
procedure-count = { $n } documents tell of steps or materials; page { $page } of { $pages }.
procedure-by = { $step } ({ $who })
procedure-nobody = the text does not say who acts
procedure-words = The text
procedure-forms = Forms to fill in:
procedure-materials = What is handed in
procedure-form = form
step-numbered = { $n }. { $step }
step-actors = { $actors }

form-docx = Word document
form-xlsx = Excel workbook
form-json = Data (JSON)
form-digest-means = These are notes on published material, not the text of the document, and must not be quoted as such.
form-rebuilt = This form is rebuilt from the text of the document; its layout may differ from the original, which counts.{ " " }
form-original = See the text
form-count = { $kind }, { $n ->
    [one] { $n } entry
   *[other] { $n } entries
} to fill in. Download to fill in:
form-no-count = { $kind }. Download to fill in:
form-sheet = Form
form-table = Table
form-blank = (to fill in)
form-origin = { $parts }.
form-source = Source: { $title } { $attachment }
form-numbered = { $title } ({ $number })
form-address = clause address { $address }
form-hash = SHA-256 of the file { $hash }
form-retrieved = retrieved { $day }
form-open-document = Open the full text
form-bad-address = “{ $typed }” is not the address of an attachment; such an address looks like att1.
form-none = No form to fill in was found in this document.
form-several = This document has several forms to fill in; choose one.
form-not-this = { $attachment } is not a form to fill in.

form-field-text = words
form-field-number = number
form-field-date = date
field-choice = choice
field-sign = seal or signature
