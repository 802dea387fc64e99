//! Interprocess communication: System V's, and POSIX message queues. The kernel keeps all of it, so there is nothing for
//! fork. On 64-bit architectures the kernel's structures are C's.

#[cfg(not(test))]
mod key;
#[cfg(not(test))]
mod message;
#[cfg(not(test))]
mod queue;
#[cfg(not(test))]
mod semaphore;
#[cfg(not(test))]
mod shared_memory;
