//! A panic says why, and ends the process by `abort`.

use super::text::Stream;
use crate::process::abort::abort;
use crate::stdio::standard;

use core::panic::PanicInfo;

#[panic_handler]
fn panic(why: &PanicInfo) -> ! {
    // There is nobody to tell if that fails.
    let _ = writeln!(Stream(standard::stderr), "{why}");
    abort()
}
