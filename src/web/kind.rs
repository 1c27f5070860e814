//! The kinds of problems, each with an address of its own (RFC 9457, `type`).
//!
//! A kind is what a program can act on; the words of a problem are for people and may change. The address of a kind
//! leads to the row that explains it on `/api/problems`.

use axum::http::StatusCode;

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read: `%FF` in an address.
    BadRequest,
    /// A parameter has a value that is not allowed: `limit=0`.
    InvalidParameter,
    /// There is no such parameter: `?plaec=广西`.
    UnknownParameter,
    /// The body is not what was expected.
    InvalidBody,
    /// This may not be done, or not from there.
    Forbidden,
    /// There is no such document, clause, decision or address.
    NotFound,
    /// A parameter names a topic or a place that is not known: `?topic=nosuch`.
    UnknownName,
    /// Values that are right one by one do not fit each other: `?kind=期限&min=100万元`.
    NothingFits,
    /// The method is not offered there; `Allow` lists those that are.
    MethodNotAllowed,
    /// Somebody else was faster, or what was said does not fit what is there; `current` is what is there now.
    Conflict,
    /// It was there once.
    Gone,
    /// More than is read.
    TooLarge,
    /// The body is not said to be JSON.
    UnsupportedMediaType,
    /// The site was called by a name that is not its own.
    Misdirected,
    /// A defect of the program.
    Internal,
    /// Something outside the program is not as it should be, or not ready yet.
    Unavailable,
    /// It took too long.
    Timeout,
}

impl Kind {
    /// All kinds, by status.
    pub const ALL: [Kind; 17] = [
        Kind::BadRequest,
        Kind::InvalidParameter,
        Kind::UnknownParameter,
        Kind::InvalidBody,
        Kind::Forbidden,
        Kind::NotFound,
        Kind::UnknownName,
        Kind::NothingFits,
        Kind::MethodNotAllowed,
        Kind::Conflict,
        Kind::Gone,
        Kind::TooLarge,
        Kind::UnsupportedMediaType,
        Kind::Misdirected,
        Kind::Internal,
        Kind::Unavailable,
        Kind::Timeout,
    ];

    /// Its name in addresses. It never changes.
    pub fn slug(self) -> &'static str {
        self.row().0
    }

    /// The status of an answer in the programming interface.
    pub fn status(self) -> StatusCode {
        self.row().1
    }

    /// What it means and what to do: the name of a text.
    pub fn meaning(self) -> &'static str {
        self.row().2
    }

    /// Where it is explained; the `type` of a problem.
    ///
    /// ```
    /// use tiaoli::web::Kind;
    /// assert_eq!(Kind::UnknownParameter.url(), "/api/problems#unknown-parameter");
    /// ```
    pub fn url(self) -> String {
        format!("{}#{}", super::urls::PROBLEMS, self.slug())
    }

    fn row(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Kind::BadRequest => ("bad-request", StatusCode::BAD_REQUEST, "kind-bad-request"),
            Kind::InvalidParameter => ("invalid-parameter", StatusCode::BAD_REQUEST, "kind-invalid-parameter"),
            Kind::UnknownParameter => ("unknown-parameter", StatusCode::BAD_REQUEST, "kind-unknown-parameter"),
            Kind::InvalidBody => ("invalid-body", StatusCode::BAD_REQUEST, "kind-invalid-body"),
            Kind::Forbidden => ("forbidden", StatusCode::FORBIDDEN, "kind-forbidden"),
            Kind::NotFound => ("not-found", StatusCode::NOT_FOUND, "kind-not-found"),
            Kind::UnknownName => ("unknown-name", StatusCode::NOT_FOUND, "kind-unknown-name"),
            Kind::NothingFits => ("nothing-fits", StatusCode::NOT_FOUND, "kind-nothing-fits"),
            Kind::MethodNotAllowed => ("method-not-allowed", StatusCode::METHOD_NOT_ALLOWED, "kind-method-not-allowed"),
            Kind::Conflict => ("conflict", StatusCode::CONFLICT, "kind-conflict"),
            Kind::Gone => ("gone", StatusCode::GONE, "kind-gone"),
            Kind::TooLarge => ("too-large", StatusCode::PAYLOAD_TOO_LARGE, "kind-too-large"),
            Kind::UnsupportedMediaType => ("unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE, "kind-unsupported-media-type"),
            Kind::Misdirected => ("misdirected", StatusCode::MISDIRECTED_REQUEST, "kind-misdirected"),
            Kind::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR, "kind-internal"),
            Kind::Unavailable => ("unavailable", StatusCode::SERVICE_UNAVAILABLE, "kind-unavailable"),
            Kind::Timeout => ("timeout", StatusCode::SERVICE_UNAVAILABLE, "kind-timeout"),
        }
    }
}
