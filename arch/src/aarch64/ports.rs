//! Ports of input and output, which there are none of.

/// Keeps items that are only for CPUs with ports of input and output.
#[macro_export]
macro_rules! with_ports {
    ($($item:item)*) => {};
}
