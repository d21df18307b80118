//! The colours of the style sheet against each other (UX §5), recomputed from its tokens as they stand.

use frontend::assets::STYLE;
use std::collections::BTreeMap;

type Tokens = BTreeMap<String, [f64; 3]>;

/// The block that begins with this selector, to its closing brace.
fn block(selector: &str) -> &'static str {
    let start = STYLE.find(selector).unwrap_or_else(|| panic!("{selector} is gone")) + selector.len();
    &STYLE[start..start + STYLE[start..].find('}').unwrap()]
}

fn tokens(selector: &str) -> Tokens {
    let declared = block(selector).split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    declared.map(|(name, colour)| (name.to_owned(), rgb(colour.trim()))).collect()
}

fn rgb(hex: &str) -> [f64; 3] {
    let long = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    let part = |at: usize| f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0;
    [part(0), part(2), part(4)]
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|c| if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn light() -> Tokens {
    tokens(":root {\n    color-scheme: light;")
}

fn dark() -> Tokens {
    let mut all = light();
    all.extend(tokens(":root[data-theme=dark] {"));
    all
}

const TONES: [&str; 6] = ["river", "bamboo", "osmanthus", "cinnabar", "lotus", "slate"];

fn at_least(name: &str, all: &Tokens, text: &str, ground: &str, least: f64) {
    let ratio = contrast(all[text], all[ground]);
    assert!(ratio >= least, "{name}: {text} on {ground} is {ratio:.2}, wanted {least}");
}

#[test]
fn text_has_at_least_4_5_on_every_ground_it_stands_on() {
    for (name, all) in [("light", light()), ("dark", dark())] {
        for ground in ["paper", "surface", "sunken"] {
            for text in ["ink", "soft", "river", "cinnabar"] {
                at_least(name, &all, text, ground, 4.5);
            }
        }
        for tone in TONES {
            at_least(name, &all, tone, "paper", 4.5);
            at_least(name, &all, tone, "surface", 4.5);
            at_least(name, &all, tone, &format!("{tone}-t"), 4.5);
        }
        at_least(name, &all, "reverse", "river", 4.5);
        at_least(name, &all, "reverse", "river-h", 4.5);
        // Words within the squares of the districts.
        for (text, ground) in [("ink", "sunken"), ("ink", "river-t"), ("ink", "heat-2"), ("heat-i", "heat-3")] {
            at_least(name, &all, text, ground, 4.5);
        }
        at_least(name, &all, "ink", "bamboo-t", 4.5);
        at_least(name, &all, "ink", "cinnabar-t", 4.5);
        at_least(name, &all, "soft", "river-t", 4.5);
    }
}

#[test]
fn controls_charts_and_the_focus_ring_have_at_least_3() {
    for (name, all) in [("light", light()), ("dark", dark())] {
        for ground in ["paper", "surface", "sunken"] {
            at_least(name, &all, "control", ground, 3.0);
        }
        for colour in ["c1", "c2", "c3", "c4", "c5", "c6"] {
            at_least(name, &all, colour, "paper", 3.0);
        }
        at_least(name, &all, "ring", "halo", 3.0);
        // One of ring and halo is seen on any ground.
        for ground in ["paper", "surface", "sunken", "river"] {
            let seen = contrast(all["ring"], all[ground]).max(contrast(all["halo"], all[ground]));
            assert!(seen >= 3.0, "{name}: the focus on {ground} has {seen:.2}");
        }
    }
}

/// UX §5: all text at 7:1 in large type; words on tints become ink.
#[test]
fn large_type_has_at_least_7() {
    let chosen = tokens(":root[data-size=\"elder\"][data-theme=\"light\"] {");
    assert_eq!(chosen, tokens(":root[data-size=\"elder\"]:not([data-theme=\"dark\"]) {"), "light by system and light by choice");
    let mut day = light();
    day.extend(tokens(":root[data-size=\"elder\"]:not([data-theme=\"dark\"]) {"));
    for (name, all) in [("light", day), ("dark", dark())] {
        for text in ["ink", "river", "bamboo", "osmanthus", "cinnabar", "lotus"] {
            at_least(name, &all, text, "paper", 7.0);
        }
        for tone in TONES {
            at_least(name, &all, "ink", &format!("{tone}-t"), 7.0);
        }
    }
}

#[test]
fn dark_is_the_same_whether_the_system_or_the_reader_chose_it() {
    let chosen = block(":root[data-theme=dark] {").split_whitespace().collect::<Vec<_>>();
    let system = block(":root:not([data-theme=light]) {").split_whitespace().collect::<Vec<_>>();
    assert_eq!(chosen, system);
}
