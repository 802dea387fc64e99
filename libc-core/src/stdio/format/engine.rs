//! The walk through a format.

use super::arguments::{Arguments, Source, Value, collect};
use super::directive::{Amount, Directive, Kind, POSITIONS};
use super::store;
use super::text::{Text, Unit};
use crate::errno::Errno;
use core::ffi::{CStr, c_int};

/// What is different for bytes and for wide characters.
pub trait Front {
    /// What format and output consist of.
    type Unit: Unit;
    /// Whether formats are known to have no conversions but those of integers and of strings of bytes, in their order.
    const PLAIN: bool = false;

    /// How many units went out.
    fn written(&self) -> usize;
    /// Puts out text of the format.
    fn literal(&mut self, text: &[Self::Unit]) -> Result<(), Errno>;
    /// A number.
    ///
    /// # Safety
    /// `value` is of the directive's kind.
    unsafe fn number(&mut self, directive: &Directive, value: Value) -> Result<(), Errno>;
    /// `%s`
    ///
    /// # Safety
    /// A null pointer, or a string at least as long as the precision allows to read.
    unsafe fn string(&mut self, directive: &Directive, at: *const u8) -> Result<(), Errno>;
    /// `%ls`
    ///
    /// # Safety
    /// As `string`.
    unsafe fn wide_string(&mut self, directive: &Directive, at: *const u32) -> Result<(), Errno>;
    /// `%c`
    fn character(&mut self, directive: &Directive, byte: u8) -> Result<(), Errno>;
    /// `%lc`
    fn wide_character(&mut self, directive: &Directive, wide: u32) -> Result<(), Errno>;
}

/// Puts out what `text` says; how many units that is. `error` is the text of `%m`.
///
/// # Safety
/// The arguments are as `text` says.
pub(super) unsafe fn run<F: Front, S: Source>(
    front: &mut F,
    mut text: Text<F::Unit>,
    arguments: &mut Arguments<S>,
    error: fn() -> &'static CStr,
) -> Result<usize, Errno> {
    loop {
        let literal = text.literal();
        if !literal.is_empty() {
            front.literal(literal)?;
        }
        if text.peek() == 0 {
            return Ok(front.written());
        }
        let start = text;
        text.advance();
        let mut directive = Directive::new();
        directive.parse(&mut text)?;
        if !F::PLAIN
            && directive.position.is_some()
            && let Arguments::InOrder(source, false) = arguments
        {
            // SAFETY: the caller's promise.
            return unsafe { run_by_position(front, start, *source, error) };
        }
        // SAFETY: the caller's promise.
        unsafe { convert(front, &mut directive, arguments, error) }?;
    }
}

/// `run` for a format that names its arguments by position.
///
/// # Safety
/// As `run`.
#[inline(never)]
unsafe fn run_by_position<F: Front, S: Source>(
    front: &mut F,
    text: Text<F::Unit>,
    source: &mut S,
    error: fn() -> &'static CStr,
) -> Result<usize, Errno> {
    let mut values = [Value { word: 0 }; POSITIONS];
    // SAFETY: the caller's promise.
    unsafe {
        let count = collect(text, source, &mut values)?;
        run(front, text, &mut Arguments::<S>::ByPosition(values.get(..count).unwrap_or(&[])), error)
    }
}

/// Carries out one directive.
///
/// # Safety
/// As `run`.
unsafe fn convert<F: Front, S: Source>(
    front: &mut F,
    directive: &mut Directive,
    arguments: &mut Arguments<S>,
    error: fn() -> &'static CStr,
) -> Result<(), Errno> {
    if directive.written_width != Amount::NONE || directive.written_precision != Amount::NONE {
        let mut amount = |amount: Amount| match amount.get() {
            Ok(number) => Ok::<_, Errno>(number),
            // SAFETY: the caller's promise.
            Err(position) => Ok(unsafe { arguments.take_word(position)? } as c_int),
        };
        let width = amount(directive.written_width)?;
        let precision = amount(directive.written_precision)?;
        directive.set_amounts(width, precision)?;
    }
    let kind = directive.kind();
    let mut value = Value { word: 0 };
    if kind != Kind::Nothing {
        // SAFETY: the caller's promise.
        value = unsafe {
            match kind {
                Kind::Double | Kind::LongDouble if !F::PLAIN => arguments.take(kind, directive.position)?,
                _ => Value { word: arguments.take_word(directive.position)? },
            }
        };
    }
    let long = directive.length == b'l';
    // SAFETY: the caller's promise; `value` is of the directive's kind.
    unsafe {
        match directive.conversion {
            b'%' => front.literal(&[F::Unit::PERCENT]),
            b'm' if !F::PLAIN => front.string(directive, error().as_ptr().cast()),
            b's' if long && !F::PLAIN => front.wide_string(directive, value.word as *const u32),
            b's' => front.string(directive, value.word as *const u8),
            b'c' if long && !F::PLAIN => front.wide_character(directive, value.word as u32),
            b'c' => front.character(directive, value.word as u8),
            b'n' if !F::PLAIN => {
                store(directive.bits, value.word, front.written() as u64);
                Ok(())
            }
            _ => front.number(directive, value),
        }
    }
}
