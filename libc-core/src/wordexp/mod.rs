//! `wordexp`: words as the shell expands them. POSIX.1-2024 wordexp and XCU 2.6. Only command substitution needs a shell.
//! There is no shared state, and so nothing for fork.

mod arithmetic;
#[cfg(not(test))]
mod c_api;
mod expand;
mod parameter;
mod skip;
#[cfg(not(test))]
mod system;
#[cfg(test)]
mod tests;
mod world;
