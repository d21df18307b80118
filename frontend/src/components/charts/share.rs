//! Shares as SVG wants them, in whole numbers until the last moment.

/// `part` of `whole` with two decimals: `45.56%`. Below nothing it is 0, above everything 100.
pub fn percent(part: i64, whole: i64) -> String {
    let hundredths = hundredths(part, whole);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The same with one decimal, for people: `45.6%`.
pub fn percent_read(part: i64, whole: i64) -> String {
    let tenths = (hundredths(part, whole) + 5) / 10;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn hundredths(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    let (part, whole) = (i128::from(part.clamp(0, whole)), i128::from(whole));
    i64::try_from((part * 20_000 + whole) / (2 * whole)).unwrap_or(10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_and_stay_within_the_whole() {
        assert_eq!(percent(196_800, 432_000), "45.56%");
        assert_eq!(percent_read(79, 130), "60.8%");
        assert_eq!((percent(5, 4), percent(-1, 4), percent(1, 0)), ("100.00%".into(), "0.00%".into(), "0.00%".into()));
    }
}
