//! The runner of the programs that a user could write.
