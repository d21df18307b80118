//! Message files as far as these checks need them: keys, attributes, values.

/// An entry or one of its attributes.
pub struct Message {
    /// `demands-title`, or `demands-title.remedy` for an attribute.
    pub key: String,
    /// Its words, placeholders and line breaks included.
    pub words: String,
    /// The line where it begins, from 1.
    pub line: usize,
}

/// Entries begin in the first column; attributes and further lines are indented.
pub fn messages(text: &str) -> Vec<Message> {
    let mut all: Vec<Message> = Vec::new();
    let mut entry = String::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let head = line.split_once(" =").map(|(name, words)| (name.trim(), words.trim().to_owned()));
        match head {
            Some((name, words)) if line.starts_with(|first: char| first.is_ascii_lowercase() || first == '-') => {
                entry = name.to_owned();
                all.push(Message { key: entry.clone(), words, line: number + 1 });
            }
            Some((name, words)) if name.starts_with('.') => all.push(Message { key: format!("{entry}{name}"), words, line: number + 1 }),
            _ => {
                if let Some(last) = all.last_mut() {
                    last.words.push('\n');
                    last.words.push_str(line.trim());
                }
            }
        }
    }
    all
}

impl Message {
    /// The words without placeholders.
    pub fn plain(&self) -> String {
        let mut depth = 0_usize;
        let keep = |character: &char| {
            match character {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        };
        self.words.chars().filter(keep).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_attributes_and_further_lines() {
        let all = messages("# words\na-b = 补充 { $limit }\n    更多\n    .remedy = 减少\nc = { a-b }\n");
        let keys: Vec<_> = all.iter().map(|message| message.key.as_str()).collect();
        assert_eq!(keys, ["a-b", "a-b.remedy", "c"]);
        assert_eq!(all[0].plain(), "补充 \n更多");
        assert_eq!(all[1].line, 4);
    }
}
