//! Interprocess communication: System V's and POSIX message queues.
