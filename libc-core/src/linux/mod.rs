//! Linux's own interfaces.
