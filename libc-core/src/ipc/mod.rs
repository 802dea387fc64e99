//! Interprocess communication: System V's, and POSIX message queues. The kernel keeps all of it but for the sockets of
//! `mq_notify`. On 64-bit architectures the kernel's structures are C's.

#[cfg(not(test))]
mod key;
#[cfg(not(test))]
mod message;
#[cfg(not(test))]
pub mod notify;
#[cfg(not(test))]
mod queue;
#[cfg(not(test))]
mod semaphore;
#[cfg(not(test))]
mod shared_memory;
