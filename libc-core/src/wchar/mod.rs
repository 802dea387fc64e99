//! `wchar`.
