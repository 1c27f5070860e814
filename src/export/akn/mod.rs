//! A policy as Akoma Ntoso 3.0 (OASIS LegalDocumentML, akomantoso30.xsd).
//!
//! Recipe: [`write()`] gives one `act`: `meta` names work, expression and manifestation (`meta` file); parts of the
//! document go to `preface`, `preamble` and `conclusions`, articles with their chapters, paragraphs and points to
//! `body`, an outline to `hcontainer`s, each attachment to a `doc` of its own (`tree`); the words of a clause with
//! their citations as `ref`s (`words`).
//!
//! | clause | element | eId |
//! |---|---|---|
//! | 第二章, 第一节 | `chapter`, `section` (编: `book`) | `chp_2`, `sec_1`, counted |
//! | 第五条 | `article` | `art-5` |
//! | its 第二款 | `paragraph` | `art-5__p2` |
//! | （一）, 1. below | `point`, `indent` | `art-5__p2__1` |
//! | 五、（二）3. | `hcontainer name="outline1"` … | `5__2__3` |
//! | 附件1 | `attachment` | `att1` |
//!
//! An eId is the address of the clause with `__` for `/`, so that each is made from the other ([`eid`], [`address`]).

mod meta;
mod tree;
mod words;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::ExportError;
use crate::clause::ClauseAddress;
use crate::extract::{Citation, Target};
use crate::parsed::ParsedPolicy;
use crate::policy::{Policy, PolicyId};

/// The namespace.
pub const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// What a policy is written with.
pub struct Akn<'a> {
    /// The policy.
    pub parsed: &'a ParsedPolicy,
    /// Its source text, that all spans count in.
    pub source: &'a str,
    /// Where a citation leads; none where nothing we hold fits.
    pub resolve: &'a dyn Fn(&Citation) -> Option<Target>,
    /// A policy that is held, to name it as a work.
    pub policy: &'a dyn Fn(&PolicyId) -> Option<Policy>,
}

/// The eId of an address: `art-4__p1__4` for `art-4/p1/4`.
///
/// ```
/// use tiaoli::export::akn::{address, eid};
/// let place = "att1/art-4/p1/4~2".parse().unwrap();
/// assert_eq!(eid(&place), "att1__art-4__p1__4~2");
/// assert_eq!(address(&eid(&place)), Some(place));
/// ```
pub fn eid(address: &ClauseAddress) -> String {
    address.to_string().replace('/', "__")
}

/// The address of an eId; none for an element that is no clause.
pub fn address(eid: &str) -> Option<ClauseAddress> {
    let address: ClauseAddress = eid.replace("__", "/").parse().ok()?;
    (self::eid(&address) == eid).then_some(address)
}

/// Writes a policy.
///
/// # Errors
/// [`ExportError::Write`] when the XML library refuses.
pub fn write(akn: &Akn) -> Result<String, ExportError> {
    let mut out = Xml { writer: Writer::new(Vec::new()) };
    out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.line()?;
    out.open("akomaNtoso", &[("xmlns", NAMESPACE)])?;
    tree::act(akn, &mut out)?;
    out.close("akomaNtoso")?;
    String::from_utf8(out.writer.into_inner()).map_err(refused)
}

fn refused(error: impl std::fmt::Display) -> ExportError {
    ExportError::Write { format: "Akoma Ntoso", reason: error.to_string() }
}

type Done = Result<(), ExportError>;

/// Elements with line ends between them; the library escapes.
struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    fn event(&mut self, event: Event) -> Done {
        self.writer.write_event(event).map_err(refused)
    }

    fn line(&mut self) -> Done {
        self.event(Event::Text(BytesText::from_escaped("\n")))
    }

    fn start(name: &str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
        let mut element = BytesStart::new(name.to_owned());
        for (name, value) in attributes {
            element.push_attribute((*name, clean(value).as_str()));
        }
        element
    }

    /// Begins an element that holds elements.
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Done {
        self.begin(name, attributes)?;
        self.line()
    }

    /// Begins an element that holds words.
    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) -> Done {
        self.event(Event::Start(Xml::start(name, attributes)))
    }

    /// Ends an element within words.
    fn end(&mut self, name: &str) -> Done {
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// Ends an element and its line.
    fn close(&mut self, name: &str) -> Done {
        self.end(name)?;
        self.line()
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Done {
        self.event(Event::Empty(Xml::start(name, attributes)))?;
        self.line()
    }

    fn text(&mut self, text: &str) -> Done {
        self.event(Event::Text(BytesText::new(&clean(text))))
    }

    fn element(&mut self, name: &str, text: &str) -> Done {
        self.begin(name, &[])?;
        self.text(text)?;
        self.close(name)
    }
}

/// The text without characters that XML 1.0 does not allow; each becomes U+FFFD.
fn clean(text: &str) -> String {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect()
}
