//! The conversions `c s [`, to bytes and to wide characters.

use super::directive::{Directive, Set};
use super::input::{Failure, Input};
use super::source::Unit;
use crate::errno::Errno;
use crate::numeric::characters::{Characters, END};
use core::ptr;

/// Where characters go.
struct Destination {
    at: *mut u8,
    /// Bytes stored.
    length: usize,
    /// Bytes there are, if it is allocated here.
    capacity: usize,
    allocated: bool,
    suppressed: bool,
}

/// Room in a new allocation, bytes.
const FIRST: usize = 32;

impl Destination {
    #[inline]
    fn push<U: Unit>(&mut self, bytes: &[u8], input: &mut Input<U>) -> Result<(), Failure> {
        if self.suppressed {
            return Ok(());
        }
        if self.allocated && self.capacity - self.length < bytes.len() {
            self.resize((self.capacity * 2).max(FIRST), input)?;
        }
        for &byte in bytes {
            // SAFETY: there is room: it was just made, or the application promised it.
            unsafe { self.at.wrapping_add(self.length).write(byte) };
            self.length += 1;
        }
        Ok(())
    }

    #[cold]
    fn resize<U: Unit>(&mut self, capacity: usize, input: &mut Input<U>) -> Result<(), Failure> {
        let old = self.at;
        // SAFETY: `old` is null or was allocated here.
        let new = input.outside(|| unsafe { memory::realloc(old.cast(), capacity) }).unwrap_or(ptr::null_mut());
        if new.is_null() {
            return input.fail(Errno::ENOMEM);
        }
        self.at = new.cast();
        self.capacity = capacity;
        Ok(())
    }

    /// Ends it well: what was allocated is the application's.
    ///
    /// # Safety
    /// `to` is the address of the pointer to it, if it is allocated here.
    unsafe fn finish<U: Unit>(&mut self, to: *mut u8, input: &mut Input<U>) {
        if self.allocated {
            if self.length < self.capacity {
                let (old, length) = (self.at, self.length.max(1));
                // SAFETY: it was allocated here. Where it cannot be made smaller, it stays.
                let new = input.outside(|| unsafe { memory::realloc(old.cast(), length) }).unwrap_or(ptr::null_mut());
                if !new.is_null() {
                    self.at = new.cast();
                }
            }
            // SAFETY: the caller's promise.
            unsafe { *to.cast::<*mut u8>() = self.at };
        }
    }

    /// Ends it badly.
    fn abandon<U: Unit>(&mut self, input: &mut Input<U>) {
        if self.allocated && !self.at.is_null() {
            let old = self.at;
            // SAFETY: it was allocated here, and nobody knows it.
            input.outside(|| unsafe { memory::free(old.cast()) });
        }
    }
}

/// A character of the input that was looked at.
struct Seen {
    code: u32,
    /// Its bytes, if it is a multibyte character: it was taken then.
    bytes: [u8; 4],
    length: usize,
}

impl<U: Unit> Input<'_, U> {
    /// Looks at the next character: an element, or a multibyte character if `multibyte`. `None` at the end.
    fn see(&mut self, multibyte: bool) -> Result<Option<Seen>, Failure> {
        let code = self.peek();
        let mut seen = Seen { code, bytes: [0; 4], length: 0 };
        if code == END {
            return Ok(None);
        }
        if !multibyte {
            return Ok(Some(seen));
        }
        let length = self.encoding.length(code as u8);
        let mut byte = code;
        loop {
            if let Some(place) = seen.bytes.get_mut(seen.length) {
                *place = byte as u8;
            }
            seen.length += 1;
            self.advance();
            if seen.length == length {
                break;
            }
            byte = self.peek();
            if byte & !0x3f != 0x80 {
                break;
            }
        }
        match self.encoding.decode(|index| seen.bytes.get(index).copied().unwrap_or(0)) {
            Ok((code, _)) => {
                seen.code = code;
                Ok(Some(seen))
            }
            Err(e) => self.fail(e),
        }
    }

    /// Takes the character that was seen.
    fn take(&mut self, seen: &Seen) {
        if seen.length == 0 {
            self.advance();
        }
    }

    /// Leaves it.
    fn leave(&mut self, seen: &Seen) {
        for length in (0..seen.length).rev() {
            if let Some(&byte) = seen.bytes.get(length) {
                self.put_back(&[U::from_byte(byte)]);
            }
        }
    }

    /// `c s [`
    ///
    /// # Safety
    /// `to` is the address of an array, or of a pointer if one is to be allocated; or it is suppressed.
    pub(super) unsafe fn text(&mut self, directive: &Directive<U>, to: *mut u8) -> Result<(), Failure> {
        let mut destination = Destination {
            at: if directive.allocated { ptr::null_mut() } else { to },
            length: 0,
            capacity: 0,
            allocated: directive.allocated && !directive.suppressed,
            suppressed: directive.suppressed,
        };
        let result = self.characters(directive, &mut destination);
        match result {
            // SAFETY: the caller's promise.
            Ok(()) => unsafe { destination.finish(to, self) },
            Err(_) => destination.abandon(self),
        }
        result
    }

    fn characters(&mut self, directive: &Directive<U>, to: &mut Destination) -> Result<(), Failure> {
        let long = directive.length == b'l';
        let exactly = directive.conversion == b'c';
        let mut left = match directive.width {
            0 if exactly => 1,
            0 => usize::MAX,
            width => width,
        };
        let before = left;
        if long == U::WIDE {
            self.units(directive, to, &mut left)?;
        } else {
            self.converted(directive, to, &mut left)?;
        }
        let count = before - left;
        if exactly {
            return if left == 0 { Ok(()) } else { Err(Failure::Matching) };
        }
        if count == 0 {
            return Err(Failure::Matching);
        }
        let zero = if long { &[0; 4][..] } else { &[0] };
        to.push(zero, self)
    }

    /// Takes at most `left` characters that need no conversion.
    fn units(&mut self, directive: &Directive<U>, to: &mut Destination, left: &mut usize) -> Result<(), Failure> {
        // Of the characters below 256; others are looked up one by one.
        let mut members = [u32::MAX; 8];
        match directive.conversion {
            b'c' => {}
            b's' => {
                (members[0], members[1]) = (!(0x1f << 9), !1);
                if U::WIDE {
                    // U+0085, next line.
                    members[4] = !(1 << 5);
                }
            }
            _ => members = self.members(&directive.set),
        }
        while *left > 0 {
            let code = self.peek();
            let wanted = match members.get(code as usize / 32) {
                Some(bits) => bits >> (code % 32) & 1 != 0,
                None => code != END && self.wants(directive, code),
            };
            if !wanted {
                break;
            }
            self.advance();
            *left -= 1;
            if U::WIDE {
                to.push(&code.to_ne_bytes(), self)?;
            } else {
                to.push(&[code as u8], self)?;
            }
        }
        Ok(())
    }

    /// Takes at most `left` characters and converts them.
    fn converted(&mut self, directive: &Directive<U>, to: &mut Destination, left: &mut usize) -> Result<(), Failure> {
        while *left > 0 {
            let Some(seen) = self.see(!U::WIDE)? else { break };
            if !self.wants(directive, seen.code) {
                self.leave(&seen);
                break;
            }
            self.take(&seen);
            *left -= 1;
            if !U::WIDE {
                to.push(&seen.code.to_ne_bytes(), self)?;
                continue;
            }
            let mut bytes = [0; 4];
            match self.encoding.encode(seen.code, &mut bytes) {
                Ok(length) => to.push(bytes.get(..length).unwrap_or(&[]), self)?,
                Err(e) => return self.fail(e),
            }
        }
        Ok(())
    }

    /// Whether a conversion takes the character `code`.
    fn wants(&self, directive: &Directive<U>, code: u32) -> bool {
        match directive.conversion {
            b'c' => true,
            b's' => !U::is_space(code),
            _ => {
                let mut found = false;
                let multibyte = directive.length == b'l' && !U::WIDE;
                self.each_range(&directive.set, multibyte, |low, high| found |= (low..=high).contains(&code));
                found != directive.set.negated
            }
        }
    }

    /// The characters below 256 that are in a set of elements, a bit for each.
    fn members(&self, set: &Set<U>) -> [u32; 8] {
        let mut members = [0; 8];
        self.each_range(set, false, |low, high| {
            for code in low..=high.min(255) {
                members[code as usize / 32] |= 1 << (code % 32);
            }
        });
        if set.negated {
            members.iter_mut().for_each(|bits| *bits = !*bits);
        }
        members
    }

    /// Goes through a set, which consists of elements or of multibyte characters: the first and the last one of each range.
    fn each_range(&self, set: &Set<U>, multibyte: bool, mut each: impl FnMut(u32, u32)) {
        let mut text = set.start;
        let mut left = set.length;
        let mut next = || {
            if left == 0 {
                return None;
            }
            let (code, length) = if multibyte { text.multibyte(self.encoding) } else { (text.peek(), 1) };
            let length = length.min(left);
            left -= length;
            (0..length).for_each(|_| text.advance());
            Some(code)
        };
        let mut current = next();
        while let Some(low) = current {
            let mut high = low;
            current = next();
            // A `-` between two others makes a range.
            if current == Some(0x2d) {
                match next() {
                    Some(last) => {
                        high = last;
                        current = next();
                    }
                    None => each(0x2d, 0x2d),
                }
            }
            each(low, high);
        }
    }
}

#[cfg(not(test))]
use crate::malloc::public as memory;
#[cfg(test)]
mod memory {
    unsafe extern "C" {
        pub fn realloc(block: *mut std::ffi::c_void, size: usize) -> *mut std::ffi::c_void;
        pub fn free(block: *mut std::ffi::c_void);
    }
}
