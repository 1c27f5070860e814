//! One file per page: a struct of plain data, made from the library, printed by the template of the same name.

pub mod cited;
pub mod clause;
pub mod compare;
pub mod corpus;
pub mod document;
pub mod eligibility;
pub mod form;
pub mod graph;
pub mod help;
pub mod home;
pub mod leaf;
pub mod lineage;
pub mod lookup;
pub mod meta;
pub mod missing;
pub mod procedure;
pub mod quality;
pub mod radar;
pub mod remarks;
pub mod search;
pub mod side;
