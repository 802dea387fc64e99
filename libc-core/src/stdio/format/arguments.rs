//! The arguments of a format, in their order or by position.

use super::directive::{Directive, Kind, POSITIONS, Position};
use super::text::{Text, Unit};
use crate::errno::Errno;
use arch::{LongDouble, VaList};

/// One argument.
#[derive(Clone, Copy)]
pub union Value {
    /// An integer or a pointer.
    pub word: u64,
    /// A `double`.
    pub double: f64,
    /// A `long double`.
    pub long_double: LongDouble,
}

/// A list of arguments, taken one by one.
pub trait Source {
    /// The next argument.
    ///
    /// # Safety
    /// The caller of the C function passed one of this kind here.
    unsafe fn take(&mut self, kind: Kind) -> Value;

    /// The next argument, a word.
    ///
    /// # Safety
    /// The caller of the C function passed one here.
    unsafe fn take_word(&mut self) -> u64 {
        // SAFETY: the caller's promise; that is what was taken.
        unsafe { self.take(Kind::Word).word }
    }
}

impl Source for VaList {
    unsafe fn take(&mut self, kind: Kind) -> Value {
        // SAFETY: the caller's promise.
        unsafe {
            match kind {
                Kind::Double => Value { double: self.arg_f64() },
                Kind::LongDouble => Value { long_double: self.arg_long_double() },
                _ => Value { word: self.arg_u64() },
            }
        }
    }

    unsafe fn take_word(&mut self) -> u64 {
        // SAFETY: the caller's promise.
        unsafe { self.arg_u64() }
    }
}

/// How the arguments of a format are named.
pub enum Arguments<'a, S> {
    /// Each directive takes the next ones. Whether one did, already.
    InOrder(&'a mut S, bool),
    /// Each directive names its own.
    ByPosition(&'a [Value]),
}

impl<S: Source> Arguments<'_, S> {
    /// The argument of this kind. `EINVAL` if the format names arguments the other way.
    ///
    /// # Safety
    /// The caller of the C function passed such an argument.
    pub unsafe fn take(&mut self, kind: Kind, position: Position) -> Result<Value, Errno> {
        match (self, position) {
            (Self::InOrder(source, begun), None) => {
                *begun = true;
                // SAFETY: the caller's promise.
                Ok(unsafe { source.take(kind) })
            }
            (Self::ByPosition(values), Some(position)) => {
                values.get(usize::from(position) - 1).copied().ok_or(Errno::EINVAL)
            }
            _ => Err(Errno::EINVAL),
        }
    }
}

impl<S: Source> Arguments<'_, S> {
    /// The argument, a word. `EINVAL` if the format names arguments the other way.
    ///
    /// # Safety
    /// As `take`.
    pub unsafe fn take_word(&mut self, position: Position) -> Result<u64, Errno> {
        match (self, position) {
            (Self::InOrder(source, begun), None) => {
                *begun = true;
                // SAFETY: the caller's promise.
                Ok(unsafe { source.take_word() })
            }
            (Self::ByPosition(values), Some(position)) => {
                // SAFETY: a word, as `take` says.
                values.get(usize::from(position) - 1).map(|value| unsafe { value.word }).ok_or(Errno::EINVAL)
            }
            _ => Err(Errno::EINVAL),
        }
    }
}

/// Takes every argument that the format from `text` on names by position. `EINVAL` if it leaves a gap, or names some
/// differently.
///
/// # Safety
/// `source` holds what the format says, which outlives this.
pub unsafe fn collect<U: Unit, S: Source>(
    mut text: Text<U>,
    source: &mut S,
    values: &mut [Value; POSITIONS],
) -> Result<usize, Errno> {
    let mut kinds = [Kind::Nothing; POSITIONS];
    let mut count = 0;
    loop {
        text.literal();
        if text.peek() == 0 {
            break;
        }
        text.advance();
        let mut directive = Directive::new();
        directive.parse(&mut text)?;
        let mut note = |position: Position, kind| {
            let index = usize::from(position.ok_or(Errno::EINVAL)?) - 1;
            count = count.max(index + 1);
            *kinds.get_mut(index).ok_or(Errno::EINVAL)? = kind;
            Ok(())
        };
        for amount in [directive.written_width, directive.written_precision] {
            if let Err(position) = amount.get() {
                note(position, Kind::Word)?;
            }
        }
        if directive.kind() != Kind::Nothing {
            note(directive.position, directive.kind())?;
        }
    }
    for (&kind, value) in kinds.iter().zip(values).take(count) {
        if kind == Kind::Nothing {
            return Err(Errno::EINVAL);
        }
        // SAFETY: the caller's promise.
        *value = unsafe { source.take(kind) };
    }
    Ok(count)
}
