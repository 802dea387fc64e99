//! The one door to everything that is done with tine.
fn main() {}
