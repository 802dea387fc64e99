//! The walk through a format.

use super::directive::Directive;
use super::input::{Failure, Input};
use super::source::{Source, Unit};
use crate::errno::Errno;
use crate::numeric::characters::{Characters, END};
use crate::stdio::format::store;
use crate::stdio::format::text::Text;
use crate::wchar::encoding::Encoding;
use arch::VaList;

/// Arguments, all of which are pointers.
pub trait Pointers {
    /// The next one.
    ///
    /// # Safety
    /// The caller of the C function passed one here.
    unsafe fn next(&mut self) -> *mut u8;
    /// The one at `position`, from 1 on, none having been taken by `next`.
    ///
    /// # Safety
    /// The caller of the C function passed so many.
    unsafe fn at(&self, position: usize) -> *mut u8;
}

impl Pointers for VaList {
    unsafe fn next(&mut self) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { self.arg_ptr() }
    }

    unsafe fn at(&self, position: usize) -> *mut u8 {
        let mut list = self.clone();
        for _ in 1..position {
            // SAFETY: the caller's promise.
            unsafe { list.arg_ptr::<u8>() };
        }
        // SAFETY: the caller's promise.
        unsafe { list.arg_ptr() }
    }
}

/// How far it went.
struct Progress {
    assigned: usize,
    /// Whether a conversion has been completed, assigned or not.
    converted: bool,
}

/// Reads what `format` says from `source`: how many items were assigned, or `None` (`EOF`) if the input ended or an
/// error came before the first conversion was completed. The error, if there was one: `EINVAL` for a malformed format,
/// `EILSEQ` for input that is no character, `ENOMEM`, and the source's.
///
/// # Safety
/// `format` is a string, and the arguments are as it says.
pub unsafe fn scan<U: Unit>(
    source: &mut dyn Source<U>,
    format: *const U,
    pointers: &mut impl Pointers,
    encoding: Encoding,
) -> (Option<usize>, Option<Errno>) {
    let mut input = Input::new(source, encoding);
    let mut progress = Progress { assigned: 0, converted: false };
    // SAFETY: the caller's promise.
    let result = unsafe { run(&mut input, Text::new(format), pointers, &mut progress) };
    input.leave_window();
    let nothing = result == Err(Failure::Input) && !progress.converted;
    // The end of the input is no error where it ended an item only.
    let error = if result == Err(Failure::Input) { input.error } else { None };
    (if nothing { None } else { Some(progress.assigned) }, error)
}

/// As `scan`.
///
/// # Safety
/// As `scan`.
unsafe fn run<U: Unit>(
    input: &mut Input<U>,
    mut text: Text<U>,
    pointers: &mut impl Pointers,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let mut by_position = None;
    loop {
        let code = text.peek();
        if code == 0 {
            return Ok(());
        }
        text.advance();
        if U::is_space(code) {
            input.skip_space();
            continue;
        }
        if code != 0x25 {
            literal(input, code)?;
            continue;
        }
        let mut directive = Directive::new(text);
        if let Err(e) = directive.parse(&mut text) {
            return input.fail(e);
        }
        if !matches!(directive.conversion, b'c' | b'[' | b'n') {
            input.skip_space();
        }
        if directive.conversion == b'%' {
            literal(input, 0x25)?;
            continue;
        }
        let mut to = core::ptr::null_mut();
        if !directive.suppressed {
            // All by position, or all in their order.
            let named = directive.position != 0;
            if *by_position.get_or_insert(named) != named {
                return input.fail(Errno::EINVAL);
            }
            // SAFETY: the caller's promise.
            to = unsafe { if named { pointers.at(directive.position) } else { pointers.next() } };
        }
        if directive.conversion == b'n' {
            if !directive.suppressed {
                // SAFETY: the caller's promise.
                unsafe { store(directive.bits, to as u64, input.count() as u64) };
            }
            continue;
        }
        // SAFETY: the caller's promise.
        unsafe { input.convert(&directive, to) }?;
        progress.converted = true;
        progress.assigned += usize::from(!directive.suppressed);
    }
}

/// Takes the character `code`.
fn literal<U: Unit>(input: &mut Input<U>, code: u32) -> Result<(), Failure> {
    match input.peek() {
        END => Err(Failure::Input),
        here if here == code => {
            input.advance();
            Ok(())
        }
        _ => Err(Failure::Matching),
    }
}

impl<U: Unit> Input<'_, U> {
    /// Reads one item to `to`, unless it is suppressed.
    ///
    /// # Safety
    /// `to` is what the directive wants.
    unsafe fn convert(&mut self, directive: &Directive<U>, to: *mut u8) -> Result<(), Failure> {
        if self.peek() == END {
            return Err(Failure::Input);
        }
        // SAFETY: the caller's promise.
        unsafe {
            match directive.conversion {
                b'c' | b's' | b'[' => self.text(directive, to),
                _ => {
                    self.set_limit(directive.width);
                    let result = match directive.conversion | 0x20 {
                        b'a' | b'e' | b'f' | b'g' => self.float(directive, to),
                        _ => self.integer(directive, to),
                    };
                    self.set_limit(0);
                    result
                }
            }
        }
    }
}
