//! Tells the linker that the program brings its own entry point and its own C library, and how static programs are laid
//! out with it.

fn main() {
    let layout = concat!(env!("CARGO_MANIFEST_DIR"), "/../../linker/static.ld");
    for flag in ["-nostartfiles", "-nostdlib", "-no-pie", "-static", "-Wl,-z,noseparate-code"] {
        println!("cargo::rustc-link-arg-bins={flag}");
    }
    println!("cargo::rustc-link-arg-bins=-Wl,-T,{layout}");
    println!("cargo::rerun-if-changed={layout}");
}
