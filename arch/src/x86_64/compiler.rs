//! What gcc calls on this architecture alone, beyond `compiler_builtins`: nothing. Its atomic operations are instructions.
