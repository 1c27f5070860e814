//! One reader per format: bytes to source text.
