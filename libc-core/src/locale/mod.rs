//! `locale`.
