//! A list that only grows. Reading takes no lock, and adding is one exchange, so that it is consistent at any moment: fork
//! has nothing to do for it.

use crate::errno::Errno;
use crate::sync::atomic::{AtomicPtr, Ordering};
use core::alloc::Layout;
use core::ptr;

/// A list whose elements stay.
pub struct List<T: 'static> {
    newest: AtomicPtr<Node<T>>,
}

struct Node<T> {
    older: *const Node<T>,
    value: T,
}

// SAFETY: elements are made whole before others can see them, and are then reached by shared reference only.
unsafe impl<T: Send> Sync for List<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for List<T> {}

impl<T> List<T> {
    /// An empty one.
    pub const fn new() -> Self {
        Self { newest: AtomicPtr::new(ptr::null_mut()) }
    }

    /// The element that `is` knows.
    pub fn find(&self, is: impl Fn(&T) -> bool) -> Option<&'static T> {
        Self::search(self.newest.load(Ordering::Acquire), ptr::null(), is)
    }

    /// Looks among the elements from `from` to before `end`.
    fn search(from: *const Node<T>, end: *const Node<T>, is: impl Fn(&T) -> bool) -> Option<&'static T> {
        let mut at = from;
        while at != end {
            // SAFETY: nodes are never freed once they are in the list, and `end` is in it or null.
            let node: &'static Node<T> = unsafe { at.as_ref() }?;
            if is(&node.value) {
                return Some(&node.value);
            }
            at = node.older;
        }
        None
    }

    /// The element that `is` knows; if there is none, the one that `make` makes. Two threads may make it at the same time:
    /// then one of the two is dropped.
    pub fn find_or_add(
        &self,
        is: impl Fn(&T) -> bool,
        make: impl FnOnce() -> Result<T, Errno>,
    ) -> Result<&'static T, Errno> {
        let mut newest = self.newest.load(Ordering::Acquire);
        if let Some(known) = Self::search(newest, ptr::null(), &is) {
            return Ok(known);
        }
        let value = make()?;
        let node = crate::malloc::alloc(Layout::new::<Node<T>>()).ok_or(Errno::ENOMEM)?.cast::<Node<T>>().as_ptr();
        // SAFETY: fresh memory of the right layout.
        unsafe { node.write(Node { older: newest, value }) };
        loop {
            match self.newest.compare_exchange(newest, node, Ordering::AcqRel, Ordering::Acquire) {
                // SAFETY: it stays from now on.
                Ok(_) => return Ok(unsafe { &(*node).value }),
                Err(other) => {
                    if let Some(known) = Self::search(other, newest, &is) {
                        // SAFETY: nobody has seen the node.
                        unsafe {
                            node.drop_in_place();
                            crate::malloc::dealloc(node.cast(), Layout::new::<Node<T>>());
                        }
                        return Ok(known);
                    }
                    newest = other;
                    // SAFETY: nobody has seen the node.
                    unsafe { (*node).older = newest };
                }
            }
        }
    }
}
