//! How much memory that is free is kept for reuse, not given back to the kernel.
//!
//! Pages cost: the kernel zeroes each anew. The budget begins small and grows when memory is asked for that was just
//! given back; it shrinks when much is freed and nothing asked for, which is how load falls.

/// The least budget in bytes.
const LEAST: usize = 512 << 10;
/// The largest.
const MOST: usize = 128 << 20;

/// The state of that decision. All figures are bytes.
pub struct Budget {
    /// What is kept.
    held: usize,
    /// How much may be beyond the least.
    extra: usize,
    /// What was given back and not asked for again since.
    given_back: usize,
    /// What was freed since anything was asked for.
    falling: usize,
}

impl Budget {
    /// With nothing kept.
    pub const fn new() -> Self {
        Self { held: 0, extra: 0, given_back: 0, falling: 0 }
    }

    fn limit(&self) -> usize {
        LEAST + self.extra
    }

    /// So much was freed, and is kept for now.
    pub fn keep(&mut self, bytes: usize) {
        self.held += bytes;
        self.falling += bytes;
        if self.falling > 2 * self.limit() && self.extra != 0 {
            self.extra = (self.limit() / 2).saturating_sub(LEAST);
            self.falling = 0;
        }
    }

    /// So much of what was kept is used again.
    pub fn reuse(&mut self, bytes: usize) {
        self.held -= bytes;
        self.falling = 0;
    }

    /// So much of what was kept goes back to the kernel.
    pub fn give_back(&mut self, bytes: usize) {
        self.held -= bytes;
        self.given_back = (self.given_back + bytes).min(MOST);
    }

    /// So much was asked for that was not kept.
    pub fn miss(&mut self, bytes: usize) {
        let regret = bytes.min(self.given_back);
        self.given_back -= regret;
        self.extra = (self.extra + regret).min(MOST - LEAST);
        self.falling = 0;
    }

    /// Whether more is kept than should be.
    pub fn is_exceeded(&self) -> bool {
        self.held > self.limit()
    }

    /// Whether so much would not be kept anyhow.
    pub fn is_too_much(&self, bytes: usize) -> bool {
        bytes > self.limit()
    }

    /// So much is given back without having been kept.
    pub fn pass_through(&mut self, bytes: usize) {
        self.keep(bytes);
        self.give_back(bytes);
    }

    /// What is kept.
    #[cfg(test)]
    pub fn held(&self) -> usize {
        self.held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frees `count` pieces, giving back what exceeds the budget.
    fn free(budget: &mut Budget, pieces: usize, bytes: usize) {
        for _ in 0..pieces {
            budget.keep(bytes);
            while budget.is_exceeded() {
                budget.give_back(bytes);
            }
        }
    }

    fn ask(budget: &mut Budget, pieces: usize, bytes: usize) -> usize {
        let mut misses = 0;
        for _ in 0..pieces {
            if budget.held() >= bytes {
                budget.reuse(bytes);
            } else {
                budget.miss(bytes);
                misses += 1;
            }
        }
        misses
    }

    #[test]
    fn little_is_kept_of_what_was_used_once() {
        let mut budget = Budget::new();
        ask(&mut budget, 1024, 65536);
        free(&mut budget, 1024, 65536);
        assert!(budget.held() <= LEAST);
    }

    #[test]
    fn what_is_used_again_and_again_is_kept() {
        let mut budget = Budget::new();
        for round in 0..10 {
            let misses = ask(&mut budget, 160, 65536);
            assert!(round < 4 || misses == 0, "{round}: {misses}");
            free(&mut budget, 160, 65536);
        }
    }

    #[test]
    fn when_load_falls_the_budget_does() {
        let mut budget = Budget::new();
        for _ in 0..10 {
            ask(&mut budget, 160, 65536);
            free(&mut budget, 160, 65536);
        }
        ask(&mut budget, 2048, 65536);
        free(&mut budget, 2048, 65536);
        assert!(budget.held() <= LEAST, "{}", budget.held());
    }
}
