//! `tsearch` and its family: AVL trees. Thread-safe on different trees; not async-signal-safe. POSIX.1-2024
//! tdelete. Source: Knuth, "The Art of Computer Programming", volume 3, 6.2.3.

use core::alloc::Layout;
use core::ffi::{c_int, c_void};
use core::ptr;

type Compare = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;

/// A node; the application knows that it begins with the key.
#[repr(C)]
struct Node {
    key: *const c_void,
    children: [*mut Node; 2],
    height: c_int,
}

type Link = *mut *mut Node;

/// An AVL tree with 2^64 nodes is not higher.
const HIGHEST: usize = 93;

/// The links from the root's to the one that was last followed.
struct Path {
    links: [Link; HIGHEST],
    count: usize,
}

impl Path {
    /// Follows the comparator from the root until it finds the key, or the null link where it belongs.
    ///
    /// # Safety
    /// As in C.
    unsafe fn find(key: *const c_void, root: Link, compare: Compare) -> Self {
        let mut path = Self { links: [ptr::null_mut(); HIGHEST], count: 0 };
        let mut link = root;
        loop {
            path.push(link);
            // SAFETY: links are valid.
            let Some(node) = (unsafe { (*link).as_mut() }) else { return path };
            // SAFETY: the caller's promise.
            let order = unsafe { compare(key, node.key) };
            if order == 0 {
                return path;
            }
            link = &raw mut node.children[usize::from(order > 0)];
        }
    }

    fn push(&mut self, link: Link) {
        if let Some(slot) = self.links.get_mut(self.count) {
            *slot = link;
            self.count += 1;
        }
    }

    fn last(&self) -> Link {
        self.links.get(self.count.wrapping_sub(1)).copied().unwrap_or(ptr::null_mut())
    }

    /// Restores the balance of every node on the path, from the deepest up.
    ///
    /// # Safety
    /// The links are valid.
    unsafe fn rebalance(&self) {
        for &link in self.links.iter().take(self.count).rev() {
            // SAFETY: the caller's promise.
            unsafe { balance(link) }
        }
    }
}

fn height(node: *const Node) -> c_int {
    // SAFETY: children are null or valid.
    unsafe { node.as_ref() }.map_or(0, |node| node.height)
}

fn measure(node: &mut Node) {
    let [left, right] = node.children;
    node.height = height(left).max(height(right)) + 1;
}

/// Lifts the child on `side` above its parent.
///
/// # Safety
/// `link` leads to a node with such a child.
unsafe fn rotate(link: Link, side: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let parent = &mut **link;
        let lifted = parent.children[side];
        let child = &mut *lifted;
        parent.children[side] = child.children[1 - side];
        child.children[1 - side] = parent;
        measure(parent);
        measure(child);
        *link = lifted;
    }
}

/// Makes the heights of a node's children differ by at most one.
///
/// # Safety
/// `link` is valid, and the children are balanced.
unsafe fn balance(link: Link) {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(node) = (*link).as_mut() else { return };
        let [left, right] = node.children;
        let lean = height(right) - height(left);
        if lean.abs() < 2 {
            return measure(node);
        }
        let side = usize::from(lean > 0);
        let child = &mut *node.children[side];
        if height(child.children[side]) < height(child.children[1 - side]) {
            rotate(&raw mut node.children[side], 1 - side);
        }
        rotate(link, side);
    }
}

/// The node with a key equal to `key`; if there is none, one is made with it. Null if `root` is, or if there is no
/// memory.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tsearch(key: *const c_void, root: *mut *mut c_void, compare: Compare) -> *mut c_void {
    if root.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise; the node is fresh memory of its layout.
    unsafe {
        let path = Path::find(key, root.cast(), compare);
        let link = path.last();
        if !(*link).is_null() {
            return (*link).cast();
        }
        let Some(memory) = crate::malloc::alloc(Layout::new::<Node>()) else { return ptr::null_mut() };
        let node = memory.as_ptr().cast::<Node>();
        node.write(Node { key, children: [ptr::null_mut(); 2], height: 1 });
        *link = node;
        path.rebalance();
        node.cast()
    }
}

/// The node with a key equal to `key`, or null.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tfind(key: *const c_void, root: *const *mut c_void, compare: Compare) -> *mut c_void {
    if root.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise; the tree is only read.
    unsafe { (*Path::find(key, root.cast_mut().cast(), compare).last()).cast() }
}

/// Takes the node with a key equal to `key` out and frees it. Returns its parent (for the root an unspecified
/// pointer that is not null), or null if there was none.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tdelete(key: *const c_void, root: *mut *mut c_void, compare: Compare) -> *mut c_void {
    if root.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise; every link on the path is valid.
    unsafe {
        let mut path = Path::find(key, root.cast(), compare);
        let found = path.last();
        let Some(node) = (*found).as_mut() else { return ptr::null_mut() };
        let parent = match path.count.checked_sub(2).and_then(|above| path.links.get(above)) {
            Some(&link) => (*link).cast::<c_void>(),
            None => root.cast(),
        };
        let removed = if node.children[0].is_null() {
            let removed = *found;
            *found = node.children[1];
            removed
        } else {
            // The greatest of the lesser ones takes its place.
            let mut link = &raw mut node.children[0];
            path.push(link);
            while !(**link).children[1].is_null() {
                link = &raw mut (**link).children[1];
                path.push(link);
            }
            let removed = *link;
            node.key = (*removed).key;
            *link = (*removed).children[0];
            removed
        };
        crate::malloc::dealloc(removed.cast(), Layout::new::<Node>());
        path.rebalance();
        parent
    }
}

/// When `twalk` comes to a node: before its children, between them, after them, or at a leaf.
#[repr(C)]
pub enum Visit {
    /// Before the left child.
    Preorder,
    /// Between the children.
    Postorder,
    /// After the right child.
    Endorder,
    /// At a node without children.
    Leaf,
}

type Action = unsafe extern "C" fn(*const c_void, Visit, c_int);

/// Calls `action` for every node, in order, with its level; the root has level 0.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn twalk(root: *const c_void, action: Action) {
    // SAFETY: the caller's promise.
    unsafe { walk(root.cast(), action, 0) }
}

unsafe fn walk(node: *const Node, action: Action, level: c_int) {
    // SAFETY: the caller's promise; a tree's height bounds the recursion.
    unsafe {
        let Some(Node { children: [left, right], .. }) = node.as_ref() else { return };
        let here = node.cast();
        if left.is_null() && right.is_null() {
            return action(here, Visit::Leaf, level);
        }
        action(here, Visit::Preorder, level);
        walk(*left, action, level + 1);
        action(here, Visit::Postorder, level);
        walk(*right, action, level + 1);
        action(here, Visit::Endorder, level);
    }
}

/// Frees all nodes, calling `free_key` for each key. tsearch(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tdestroy(root: *mut c_void, free_key: Option<unsafe extern "C" fn(*mut c_void)>) {
    let node = root.cast::<Node>();
    // SAFETY: the caller's promise.
    unsafe {
        let Some(Node { key, children: [left, right], .. }) = node.as_ref() else { return };
        tdestroy(left.cast(), free_key);
        tdestroy(right.cast(), free_key);
        if let Some(free_key) = free_key {
            free_key(key.cast_mut());
        }
        crate::malloc::dealloc(root.cast(), Layout::new::<Node>());
    }
}
