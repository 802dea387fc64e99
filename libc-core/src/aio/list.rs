//! Lists of requests. Requests are never freed, so that `close`, which may be called in a signal handler, can let go of
//! them; unused ones are kept for later.

use super::request::Request;
use core::ptr;

/// The requests of some descriptors, the oldest first.
#[derive(Clone, Copy)]
pub struct Bucket {
    pub first: *mut Request,
    last: *mut Request,
}

impl Bucket {
    pub const EMPTY: Bucket = Bucket { first: ptr::null_mut(), last: ptr::null_mut() };

    /// Appends a request.
    ///
    /// # Safety
    /// It is valid, and in no bucket; so are those in the bucket.
    pub unsafe fn push(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            (*request).previous = self.last;
            (*request).next = ptr::null_mut();
            match self.last.as_mut() {
                Some(last) => last.next = request,
                None => self.first = request,
            }
        }
        self.last = request;
    }

    /// Takes a request out.
    ///
    /// # Safety
    /// It is in this bucket.
    pub unsafe fn remove(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            let Request { previous, next, .. } = *request;
            match previous.as_mut() {
                Some(previous) => previous.next = next,
                None => self.first = next,
            }
            match next.as_mut() {
                Some(next) => next.previous = previous,
                None => self.last = previous,
            }
        }
    }
}

/// Requests that wait for a thread, first come, first served.
pub struct Line {
    first: *mut Request,
    last: *mut Request,
    pub length: usize,
}

impl Line {
    pub const EMPTY: Line = Line { first: ptr::null_mut(), last: ptr::null_mut(), length: 0 };

    /// Appends a request.
    ///
    /// # Safety
    /// It is valid, and in no line; so are those in the line.
    pub unsafe fn push(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            (*request).next_in_line = ptr::null_mut();
            match self.last.as_mut() {
                Some(last) => last.next_in_line = request,
                None => self.first = request,
            }
        }
        self.last = request;
        self.length += 1;
    }

    /// Takes the first out.
    pub fn pop(&mut self) -> Option<*mut Request> {
        let request = self.first;
        // SAFETY: what is in the line is valid.
        self.first = unsafe { request.as_ref() }?.next_in_line;
        if self.first.is_null() {
            self.last = ptr::null_mut();
        }
        self.length -= 1;
        Some(request)
    }

    /// Takes a request out, if it is in the line.
    pub fn remove(&mut self, request: *mut Request) {
        let mut rest = core::mem::replace(self, Line::EMPTY);
        while let Some(other) = rest.pop() {
            if !ptr::eq(other, request) {
                // SAFETY: it was in the line.
                unsafe { self.push(other) };
            }
        }
    }
}
