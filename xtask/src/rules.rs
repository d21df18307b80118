//! Every dated rule has words for the printed law, and a worked example that names it.

use crate::Finding;
use crate::ftl::messages;
use crate::tree::Tree;
use std::collections::BTreeSet;

/// All findings about rules.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let keys: BTreeSet<String> =
        tree.messages.iter().filter(|(path, _)| path.contains("/zh/")).flat_map(|(_, text)| messages(text)).map(|message| message.key).collect();
    let in_domain = || tree.files.iter().filter(|file| file.floor == "domain");
    let mut findings = Vec::new();
    for file in in_domain() {
        let code = file.source.work();
        for (at, _) in code.match_indices(": Rule<") {
            let Some(name) = code.get(..at).and_then(|before| before.rsplit("static ").next()).filter(|name| is_name(name)) else { continue };
            let key = code.get(at..).and_then(|rest| rest.find("key:")).and_then(|offset| file.source.first_argument(at + offset + "key:".len()));
            let Some(key) = key else { continue };
            let place = format!("{}:{}", file.path, file.source.line(at));
            let worded = format!("rule-{}", key.text.replace('.', "-"));
            if !keys.contains(&worded) {
                findings.push(Finding::new(place.clone(), format!("the rule {} has no words: {worded}", key.text)));
            }
            let tested = in_domain().any(|file| {
                let tests = file.source.code.get(file.source.tests_from..).unwrap_or_default();
                let named = tests.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == name);
                named || file.source.literals.iter().any(|literal| literal.at >= file.source.tests_from && literal.text == key.text)
            });
            if !tested {
                findings.push(Finding::new(place, format!("no test of domain names {name} or its key: a rule has a worked example")));
            }
        }
    }
    findings
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::tree::File;
    use std::collections::BTreeMap;

    #[test]
    fn a_rule_without_words_or_example_is_found() {
        let text = "pub static LONGEST: Rule<Term> = Rule { key: \"demands.longest\", basis };\n#[cfg(test)]\nmod tests { fn x() { OTHER.at(e) } }";
        let file = File { path: "x.rs".into(), floor: "domain", module: Vec::new(), source: Source::parse(text, false) };
        let tree = Tree { paths: Vec::new(), files: vec![file], messages: BTreeMap::from([("messages/zh/law.ftl".to_owned(), String::new())]) };
        let found: Vec<_> = check(&tree).into_iter().map(|finding| finding.what).collect();
        assert_eq!(
            found,
            ["the rule demands.longest has no words: rule-demands-longest", "no test of domain names LONGEST or its key: a rule has a worked example"]
        );
    }
}
