//! `PTHREAD_PRIO_PROTECT`: a thread runs with the highest priority ceiling of the mutexes that it holds, if that is
//! above its own. A thread of `SCHED_OTHER` and its like runs as one of `SCHED_FIFO` meanwhile.

use super::attr::SchedulingChoice;
use super::mutex::Kind;
use super::{Tcb, schedparam};
use crate::errno::Errno;
use crate::sync::atomic::Ordering;
use crate::types::pid_t;
use core::cell::Cell;

const SCHED_FIFO: i32 = 1;
const SCHED_RR: i32 = 2;
const SCHED_RESET_ON_FORK: i32 = 0x4000_0000;

/// What a thread's priority is made of. Guarded by its `Control`.
pub struct Priority {
    /// The thread's own policy and priority, while it holds a mutex with a ceiling.
    base: Cell<Option<SchedulingChoice>>,
    /// The highest ceiling.
    ceiling: Cell<i32>,
}

impl Priority {
    /// Without a ceiling.
    pub const fn new() -> Self {
        Self { base: Cell::new(None), ceiling: Cell::new(0) }
    }

    /// The thread's own scheduling, if it is not what the kernel has now.
    pub fn base(&self) -> Option<SchedulingChoice> {
        self.base.get()
    }

    /// Changes the thread's own scheduling under a ceiling.
    pub fn set_base(&self, tid: pid_t, choice: SchedulingChoice) -> Result<(), Errno> {
        schedparam::set_tid(tid, choice.under(self.ceiling.get()))?;
        self.base.set(Some(choice));
        Ok(())
    }

    /// The calling thread is about to lock a mutex with this ceiling. EINVAL if its own priority is higher, EPERM if it
    /// may not have that priority.
    pub fn raise(&self, me: &Tcb, ceiling: i32) -> Result<(), Errno> {
        let tid = me.tid.load(Ordering::Relaxed);
        me.control.hold(|| {
            let base = match self.base.get() {
                Some(base) => base,
                None => schedparam::of_tid(tid)?,
            };
            if base.priority > ceiling {
                return Err(Errno::EINVAL);
            }
            let highest = ceiling.max(self.ceiling.get());
            if highest != self.ceiling.get() {
                schedparam::set_tid(tid, base.under(highest))?;
            }
            self.base.set(Some(base));
            self.ceiling.set(highest);
            Ok(())
        })
    }

    /// The calling thread gave a mutex with a ceiling back.
    pub fn lower(&self, me: &Tcb) {
        let mut highest = 0;
        me.held.for_all(|mutex| {
            if mutex.kind().has(Kind::PROTECT) {
                highest = highest.max(mutex.kind().ceiling());
            }
        });
        me.control.hold(|| {
            let Some(base) = self.base.get() else { return };
            if highest != self.ceiling.get() {
                // A thread may always lower its priority to what it was.
                let _ = schedparam::set_tid(me.tid.load(Ordering::Relaxed), base.under(highest));
                self.ceiling.set(highest);
            }
            if highest == 0 {
                self.base.set(None);
            }
        });
    }
}

impl Default for Priority {
    fn default() -> Self {
        Self::new()
    }
}

impl SchedulingChoice {
    /// What this becomes under a ceiling.
    fn under(self, ceiling: i32) -> Self {
        if ceiling <= self.priority {
            return self;
        }
        let reset = self.policy & SCHED_RESET_ON_FORK;
        let policy = match self.policy & !reset {
            SCHED_RR => SCHED_RR,
            _ => SCHED_FIFO,
        };
        SchedulingChoice { policy: policy | reset, priority: ceiling }
    }
}
