//! The system's clock, to the microsecond.

use domain::calendar::Moment;
use marketplace::clock::Clock;

/// Wall time as the machine knows it.
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn wall(&self) -> Moment {
        let now = chrono::Utc::now();
        Moment::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }
}
