//! What people take away: tables that open in a spreadsheet.
//!
//! Recipe: [`csv::table`] writes rows as a CSV file that Excel and WPS read rightly.

pub mod csv;
