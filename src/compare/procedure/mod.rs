//! Procedure.
