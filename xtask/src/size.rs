//! Sizes.
use anyhow::Result;
/// `cargo xtask size`
pub fn command() -> Result<()> {
    Ok(())
}
