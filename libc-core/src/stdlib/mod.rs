//! `stdlib`.
