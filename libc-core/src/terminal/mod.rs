//! Terminals. No shared state, so nothing for fork.

mod accounts;
mod attributes;
mod control;
mod login;
mod name;
mod password;
mod pseudo;
