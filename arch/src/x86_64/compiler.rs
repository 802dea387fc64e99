//! What gcc calls on this architecture alone, beyond `compiler_builtins`: what is in `cpu_model` and `quad`. Its
//! atomic operations are instructions.
