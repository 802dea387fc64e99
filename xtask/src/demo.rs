//! The demonstration.
use anyhow::Result;
/// `cargo xtask demo`
pub fn command() -> Result<()> {
    Ok(())
}
