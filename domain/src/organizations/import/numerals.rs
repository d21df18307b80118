//! Chinese numerals, everyday and capital, as certificates and old lists write them.

/// The digit that a character stands for.
pub(super) fn digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn place(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        _ => return None,
    })
}

/// A whole number: 三百二十, 叁佰万, 一亿零五万. `None` for any other text and for what does not fit.
pub(super) fn integer(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let (mut total, mut section, mut pending): (i64, i64, Option<i64>) = (0, 0, None);
    for c in text.chars() {
        if let Some(value) = digit(c) {
            if pending.is_some_and(|before| before != 0) {
                return None; // digits side by side are a year or a slip, not a number
            }
            pending = Some(value);
        } else if let Some(value) = place(c) {
            section = section.checked_add(pending.take().unwrap_or(1).checked_mul(value)?)?;
        } else if matches!(c, '万' | '萬' | '亿' | '億') {
            let value = if matches!(c, '万' | '萬') { 10_000 } else { 100_000_000 };
            let inner = section.checked_add(pending.take().unwrap_or(0))?;
            total = total.checked_add(inner)?.checked_mul(value)?;
            section = 0;
        } else {
            return None;
        }
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        for (text, value) in
            [("叁万", 30_000), ("三百二十", 320), ("十", 10), ("二十一", 21), ("一百零五万", 1_050_000), ("壹亿", 100_000_000), ("贰仟", 2_000), ("零", 0)]
        {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for text in ["", "若干", "二〇一六", "3万"] {
            assert_eq!(integer(text), None, "{text}");
        }
    }
}
