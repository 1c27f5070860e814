//! From bytes to the source text.

use super::Span;

/// Files larger than this are refused: no policy document is, and memory must stay bounded.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The decoded text of one document. Every [`Span`] counts bytes of it.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    text: String,
    encoding: &'static str,
    lossy: bool,
}

/// Why bytes are no text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DecodeError {
    /// Control bytes that no text has.
    #[error("this is not a text but a binary file (byte {at} is 0x{byte:02X}); expected UTF-8, UTF-16, GB18030 or Big5 text")]
    Binary {
        /// Where the first such byte stands.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// Over [`MAX_BYTES`].
    #[error("the file has {0} bytes; at most {MAX_BYTES} are read")]
    TooLarge(usize),
}

impl SourceText {
    /// Decodes UTF-8, UTF-16 (with a byte order mark), GB18030, or Big5 when that is what the bytes
    /// look like. The byte order mark and carriage returns go; nothing else changes.
    ///
    /// ```
    /// use tiaoli::text::SourceText;
    /// let text = SourceText::decode("\u{FEFF}一、总则\r\n".as_bytes()).unwrap();
    /// assert_eq!(text.as_str(), "一、总则\n");
    /// assert!(SourceText::decode(b"\x7fELF\x00\x01\x02").is_err());
    /// ```
    ///
    /// # Errors
    /// [`DecodeError`] when the bytes are no text or too many.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_BYTES {
            return Err(DecodeError::TooLarge(bytes.len()));
        }
        let (encoding, skip) = match encoding_rs::Encoding::for_bom(bytes) {
            Some((encoding, skip)) => (encoding, skip),
            None => {
                // Text has no control bytes but tab, line and form feeds; UTF-16 without a mark is taken for binary.
                let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A);
                if let Some(at) = bytes.iter().position(control) {
                    return Err(DecodeError::Binary { at, byte: bytes[at] });
                }
                if std::str::from_utf8(bytes).is_ok() { (encoding_rs::UTF_8, 0) } else { (guess(bytes), 0) }
            }
        };
        let (decoded, lossy) = encoding.decode_without_bom_handling(&bytes[skip..]);
        Ok(SourceText { text: decoded.replace('\r', ""), encoding: encoding.name(), lossy })
    }

    /// A text that a reader has taken from a structured file (Markdown, HTML, DOCX …).
    pub fn from_reader(text: String, encoding: &'static str) -> Self {
        SourceText { text: text.replace('\r', ""), encoding, lossy: false }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The slice that `span` names.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Name of the encoding the bytes were in, e.g. `UTF-8`, `gb18030`.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Whether some bytes had no character and were replaced by U+FFFD.
    pub fn is_lossy(&self) -> bool {
        self.lossy
    }
}

/// The encoding of bytes that are not UTF-8: GB18030 unless the detector is sure of another one
/// used for Chinese.
fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, chardetng::Utf8Detection::Allow);
    // A few damaged bytes do not turn UTF-8 into something else.
    let damaged = String::from_utf8_lossy(bytes).chars().filter(|c| *c == '\u{FFFD}').count();
    if damaged * 100 < bytes.len() && damaged < 64 && bytes.len() > 300 {
        encoding_rs::UTF_8
    } else if guessed == encoding_rs::BIG5 {
        guessed
    } else {
        encoding_rs::GB18030
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let text = "关于印发《广西壮族自治区制造业创新中心试点建设工作方案》的通知，各设区市工业和信息化局：现印发给你们，请认真组织实施。";
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        let decoded = SourceText::decode(&gb).unwrap();
        assert_eq!((decoded.as_str(), decoded.encoding()), (text, "gb18030"));
        let hant = "關於印發《廣州市促進創新鏈產業鏈融合發展行動計劃》的通知，各區人民政府，市政府各部門、各直屬機構：請認真組織實施。";
        let (big5, _, _) = encoding_rs::BIG5.encode(hant);
        let decoded = SourceText::decode(&big5).unwrap();
        assert_eq!((decoded.as_str(), decoded.encoding()), (hant, "Big5"));
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(SourceText::decode(&utf16).unwrap().as_str(), text);
    }

    #[test]
    fn a_binary_file_is_refused_with_the_place() {
        let error = SourceText::decode(b"PK\x03\x04....").unwrap_err();
        assert_eq!(
            error.to_string(),
            "this is not a text but a binary file (byte 2 is 0x03); expected UTF-8, UTF-16, GB18030 or Big5 text"
        );
    }
}
