//! The site: pages for people and JSON for programs, over one library.
//!
//! Recipe: [`Site::new`] holds the library and the lexicon; [`router()`] answers requests over it;
//! [`serve`] listens on an address. A request goes one way: [`query`] reads the address once,
//! [`handlers`] asks the rooms above and fills a struct of [`pages`], whose template prints it
//! ([`api`] gives the same as JSON, [`take_away`] all hits as a file or a feed; [`comparing`] holds what a comparison
//! shows, [`chart`] draws it; [`check`] checks a text; [`mcp`] talks to assistants). [`urls`] builds every address, [`render`]
//! cuts the words of a clause at the borders of facts and citations, [`reading`] makes of them what pages of documents show,
//! [`report`] takes reports of mistakes, `labels` names values for readers, [`error`] leads
//! on when something is wrong; [`language`] knows in which language a request is answered.
//! Pages stand in `web/templates/`, their words in `web/messages/`, looks in `web/static/`.
//!
//! Everything printed is escaped by the templates, and the pages need no script.

pub mod api;
pub mod applicant;
pub mod assets;
pub mod chart;
pub mod check;
pub mod citing;
pub mod comparing;
pub mod conditional;
pub mod cors;
pub mod decisions;
pub mod error;
pub mod filters;
pub mod forms;
pub mod frame;
pub mod handlers;
pub mod holdings;
pub mod kind;
pub mod kinship;
mod labels;
pub mod language;
pub mod lasting;
pub mod linked;
pub mod live;
pub mod mcp;
pub mod naming;
pub mod nearest;
pub mod pages;
pub mod query;
pub mod reading;
pub mod render;
pub mod report;
pub mod rights;
pub mod router;
pub mod server;
pub mod site;
pub mod sitemap;
pub mod take_away;
pub mod urls;
pub mod view;

pub use cors::Cors;
pub use decisions::Desk;
pub use kind::Kind;
pub use live::Live;
pub use report::{BadReports, Reports};
pub use rights::{Editor, Rights};
pub use router::{router, router_with};
pub use server::{ServeError, serve};
pub use site::Site;
