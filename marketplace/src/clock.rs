//! Wall time and world time.
//!
//! Law, ledger and jobs keep *world time*; sessions and limits keep *wall time*. In `serve` the two are one. In a
//! demonstration the world is wall time plus a stored offset, or stands still until somebody moves it.

use domain::calendar::Moment;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where the wall time comes from.
pub trait Clock: Send + Sync {
    /// Now, to the microsecond: PostgreSQL keeps no more.
    fn wall(&self) -> Moment;
}

/// A clock that stands still until it is set: scenarios are lived through with it, and tests.
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows this moment.
    pub fn at(moment: Moment) -> ManualClock {
        ManualClock(AtomicI64::new(moment.timestamp_micros()))
    }

    /// Sets it; it may go either way, as the world's guard is elsewhere.
    pub fn set(&self, moment: Moment) {
        self.0.store(moment.timestamp_micros(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn wall(&self) -> Moment {
        Moment::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}
