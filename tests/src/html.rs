//! A page as the HTTP driver reads it: its text, its links, and its forms as a browser without script would send them.

use crate::target::Target;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// What was done to the controls of a page since it was loaded, by their place among all controls.
pub type Typed = BTreeMap<usize, Entry>;

/// What a person put into a control.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Typed text, or the value of the chosen option.
    Text(String),
    /// A box ticked or not.
    Checked(bool),
    /// A chosen file.
    File {
        /// Its name.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
}

/// A filled form on its way.
#[derive(Debug, PartialEq)]
pub struct Submission {
    /// As the form has it; empty means this page.
    pub action: String,
    /// Whether it is sent as a body.
    pub post: bool,
    /// Whether that body is `multipart/form-data`.
    pub multipart: bool,
    /// Names and values in document order.
    pub fields: Vec<(String, Entry)>,
}

/// What a verb looks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Something to type into or choose from.
    Field,
    /// A radio button.
    Radio,
    /// A checkbox.
    Box,
    /// A file chooser.
    File,
    /// Something to press.
    Button,
    /// Something to follow.
    Link,
}

/// A parsed page.
pub struct Page(Html);

fn select<'a>(root: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    root.select(&Selector::parse(selector).unwrap()).collect()
}

/// Whitespace collapsed, ends trimmed.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text shows some words: spaces and line breaks do not count, as the two drivers see different ones.
pub fn contains(text: &str, words: &str) -> bool {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    squeeze(text).contains(&squeeze(words))
}

fn attr<'a>(element: ElementRef<'a>, name: &str) -> Option<&'a str> {
    element.value().attr(name)
}

/// The text below an element, without what nobody sees; `skip` leaves out the controls inside a label.
fn text_of(element: ElementRef<'_>, skip: &[&str]) -> String {
    let mut text = String::new();
    collect(element, skip, &mut text);
    plain(&text)
}

fn collect(element: ElementRef<'_>, skip: &[&str], text: &mut String) {
    let name = element.value().name();
    if ["script", "style", "template", "noscript"].contains(&name) || skip.contains(&name) || attr(element, "hidden").is_some() {
        return;
    }
    let breaks = !["a", "b", "em", "i", "span", "strong", "small", "code", "time", "abbr", "data", "bdi", "sup", "sub"].contains(&name);
    for child in element.children() {
        if let Some(words) = child.value().as_text() {
            text.push_str(words);
        } else if let Some(below) = ElementRef::wrap(child) {
            collect(below, skip, text);
        }
    }
    if breaks {
        text.push('\n');
    }
}

fn ancestors(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

fn children<'a>(element: ElementRef<'a>, names: &[&str]) -> Vec<ElementRef<'a>> {
    element.children().filter_map(ElementRef::wrap).filter(|child| names.contains(&child.value().name())).collect()
}

impl Page {
    /// Reads a document.
    pub fn parse(html: &str) -> Page {
        Page(Html::parse_document(html))
    }

    fn root(&self) -> ElementRef<'_> {
        self.0.root_element()
    }

    /// Everything that a selector finds, `html` itself included.
    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).unwrap()).collect()
    }

    /// The text of `main`, or of the whole body where there is none.
    pub fn text(&self) -> String {
        let root = self.root();
        let place = select(root, "main").into_iter().chain(select(root, "body")).next().unwrap_or(root);
        text_of(place, &[])
    }

    /// The text of everything, frame included.
    pub fn whole_text(&self) -> String {
        text_of(self.root(), &["head"])
    }

    /// The elements that a selector finds, as text.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(|element| text_of(element, &[])).collect()
    }

    /// An attribute of the elements that a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector).into_iter().filter_map(|element| attr(element, name)).map(str::to_owned).collect()
    }

    fn controls(&self) -> Vec<ElementRef<'_>> {
        select(self.root(), "input, select, textarea, button")
    }

    fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        select(self.root(), "[id]").into_iter().find(|element| attr(*element, "id") == Some(id))
    }

    /// The texts by which a person would call this element.
    fn names(&self, element: ElementRef<'_>) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(label) = attr(element, "aria-label") {
            names.push(plain(label));
        }
        if let Some(ids) = attr(element, "aria-labelledby") {
            let words: Vec<_> = ids.split_whitespace().filter_map(|id| self.by_id(id)).map(|label| text_of(label, &[])).collect();
            names.push(words.join(" "));
        }
        match element.value().name() {
            "a" | "button" => names.push(text_of(element, &[])),
            "input" if ["submit", "button"].contains(&kind_of(element)) => names.extend(attr(element, "value").map(plain)),
            _ => {
                let inner = ["input", "select", "textarea", "button"];
                if let Some(id) = attr(element, "id") {
                    let labels = select(self.root(), "label").into_iter().filter(|label| attr(*label, "for") == Some(id));
                    names.extend(labels.map(|label| text_of(label, &inner)));
                }
                names.extend(ancestors(element).find(|around| around.value().name() == "label").map(|label| text_of(label, &inner)));
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// The words that stand for the groups around an element.
    fn groups(&self, element: ElementRef<'_>) -> Vec<String> {
        let mut names = Vec::new();
        for around in ancestors(element) {
            let direct = match around.value().name() {
                "fieldset" => children(around, &["legend"]),
                "details" => children(around, &["summary"]),
                "table" => children(around, &["caption"]),
                "tr" => children(around, &["th"]).into_iter().chain(children(around, &["td"]).into_iter().take(1)).collect(),
                "section" | "article" | "li" | "form" => select(around, "h1, h2, h3, h4, h5, h6").into_iter().take(1).collect(),
                _ => Vec::new(),
            };
            names.extend(direct.into_iter().map(|heading| text_of(heading, &[])));
            names.extend(attr(around, "aria-label").map(plain));
            let labels = attr(around, "aria-labelledby").into_iter().flat_map(str::split_whitespace);
            names.extend(labels.filter_map(|id| self.by_id(id)).map(|label| text_of(label, &[])));
        }
        names
    }

    fn candidates(&self, kind: Kind) -> Vec<ElementRef<'_>> {
        match kind {
            Kind::Link => select(self.root(), "a[href]"),
            _ => self.controls().into_iter().filter(|control| fits(*control, kind) && attr(*control, "type") != Some("hidden")).collect(),
        }
    }

    fn find(&self, kind: Kind, target: &Target) -> Result<ElementRef<'_>, String> {
        let all = self.candidates(kind);
        let label = plain(&target.label);
        let in_group = |element: &ElementRef<'_>| match &target.group {
            None => true,
            Some(group) => self.groups(*element).iter().any(|name| contains(name, group)),
        };
        let found = |exact: bool| -> Vec<ElementRef<'_>> {
            let fits = |name: &String| if exact { *name == label } else { contains(name, &label) };
            all.iter().copied().filter(|element| self.names(*element).iter().any(fits)).filter(in_group).collect()
        };
        let mut found = Some(found(true)).filter(|some| !some.is_empty()).unwrap_or_else(|| found(false));
        let in_main = |element: &ElementRef<'_>| ancestors(*element).any(|around| around.value().name() == "main");
        if found.iter().any(in_main) {
            found.retain(in_main);
        }
        if let Some(nth) = target.nth {
            return found.get(nth.saturating_sub(1)).copied().ok_or_else(|| format!("there are {} of {target}", found.len()));
        }
        // Two links of one text to one place are one link to a reader.
        found.dedup_by(|later, first| kind == Kind::Link && attr(*later, "href") == attr(*first, "href"));
        match found[..] {
            [one] => Ok(one),
            [] => {
                let known: Vec<_> = all.iter().flat_map(|element| self.names(*element)).collect();
                Err(format!("no {kind:?} {target}; there are: {}", known.join(" | ")))
            }
            _ => Err(format!("{} of {kind:?} {target}: say the group (group, label) or the number (label, n)", found.len())),
        }
    }

    fn place(&self, element: ElementRef<'_>) -> usize {
        self.controls().iter().position(|control| control.id() == element.id()).unwrap_or(usize::MAX)
    }

    /// Where a link leads.
    pub fn link(&self, target: &Target) -> Result<String, String> {
        Ok(attr(self.find(Kind::Link, target)?, "href").unwrap_or_default().to_owned())
    }

    /// Types a value, or chooses the option of that text or value.
    pub fn fill(&self, typed: &mut Typed, target: &Target, value: &str) -> Result<(), String> {
        let control = self.find(Kind::Field, target)?;
        let value = if control.value().name() == "select" {
            let options = select(control, "option");
            let named = |exact: bool| {
                options.iter().find(|option| {
                    let text = text_of(**option, &[]);
                    if exact { text == plain(value) || attr(**option, "value") == Some(value) } else { contains(&text, value) }
                })
            };
            let option = named(true).or_else(|| named(false)).ok_or_else(|| {
                let texts: Vec<_> = options.iter().map(|option| text_of(*option, &[])).collect();
                format!("{target} has no option “{value}”, only {}", texts.join(" | "))
            })?;
            option_value(*option)
        } else {
            value.to_owned()
        };
        typed.insert(self.place(control), Entry::Text(value));
        Ok(())
    }

    /// Chooses a radio button, which lets go of the others of its name.
    pub fn choose(&self, typed: &mut Typed, target: &Target) -> Result<(), String> {
        let chosen = self.find(Kind::Radio, target)?;
        for other in self.controls() {
            let rival = fits(other, Kind::Radio) && attr(other, "name") == attr(chosen, "name") && owner(other) == owner(chosen);
            if rival {
                typed.insert(self.place(other), Entry::Checked(other.id() == chosen.id()));
            }
        }
        Ok(())
    }

    /// Ticks a box, or takes the tick away.
    pub fn check(&self, typed: &mut Typed, target: &Target, ticked: bool) -> Result<(), String> {
        typed.insert(self.place(self.find(Kind::Box, target)?), Entry::Checked(ticked));
        Ok(())
    }

    /// Chooses a file.
    pub fn attach(&self, typed: &mut Typed, target: &Target, name: &str, bytes: &[u8]) -> Result<(), String> {
        typed.insert(self.place(self.find(Kind::File, target)?), Entry::File { name: name.to_owned(), bytes: bytes.to_vec() });
        Ok(())
    }

    /// What a field holds now.
    pub fn value(&self, typed: &Typed, target: &Target) -> Result<String, String> {
        let control = self.find(Kind::Field, target)?;
        Ok(match typed.get(&self.place(control)) {
            Some(Entry::Text(text)) => text.clone(),
            _ => initial(control),
        })
    }

    /// Presses a button: its form, as it stands with what was typed.
    pub fn press(&self, typed: &Typed, target: &Target) -> Result<Submission, String> {
        let button = self.find(Kind::Button, target)?;
        if disabled(button) {
            return Err(format!("{target} is disabled"));
        }
        let form = self.form_of(button).ok_or_else(|| format!("{target} belongs to no form: it does nothing without script"))?;
        if kind_of(button) != "submit" {
            return Err(format!("{target} is of type {}: it does nothing without script", kind_of(button)));
        }
        let pick = |own: &str, of_form: &str| attr(button, own).or_else(|| attr(form, of_form)).unwrap_or_default().to_owned();
        let mut fields = Vec::new();
        for (place, control) in self.controls().into_iter().enumerate() {
            if self.form_of(control).is_some_and(|owner| owner.id() == form.id())
                && let Some(name) = attr(control, "name").filter(|name| !name.is_empty())
                && !disabled(control)
                && let Some(entry) = sent(control, typed.get(&place), control.id() == button.id())
            {
                fields.push((name.to_owned(), entry));
            }
        }
        Ok(Submission {
            action: pick("formaction", "action"),
            post: pick("formmethod", "method").eq_ignore_ascii_case("post"),
            multipart: pick("formenctype", "enctype").eq_ignore_ascii_case("multipart/form-data"),
            fields,
        })
    }

    fn form_of<'a>(&'a self, control: ElementRef<'a>) -> Option<ElementRef<'a>> {
        match attr(control, "form") {
            Some(id) => self.by_id(id),
            None => ancestors(control).find(|around| around.value().name() == "form"),
        }
    }
}

/// The form by name or by nearness, enough to keep radio groups of two forms apart.
fn owner(control: ElementRef<'_>) -> Option<String> {
    attr(control, "form")
        .map(str::to_owned)
        .or_else(|| ancestors(control).find(|around| around.value().name() == "form").map(|form| format!("{:?}", form.id())))
}

/// The type of an input or button as HTML defaults it.
fn kind_of(control: ElementRef<'_>) -> &str {
    match (control.value().name(), attr(control, "type")) {
        ("button", None) => "submit",
        ("input", None) => "text",
        (_, Some(kind)) => kind,
        (name, None) => name,
    }
}

fn fits(control: ElementRef<'_>, kind: Kind) -> bool {
    let own = match (control.value().name(), kind_of(control)) {
        ("button", _) | ("input", "submit" | "button" | "image" | "reset") => Kind::Button,
        ("input", "radio") => Kind::Radio,
        ("input", "checkbox") => Kind::Box,
        ("input", "file") => Kind::File,
        _ => Kind::Field,
    };
    own == kind
}

fn disabled(control: ElementRef<'_>) -> bool {
    attr(control, "disabled").is_some() || ancestors(control).any(|around| around.value().name() == "fieldset" && attr(around, "disabled").is_some())
}

fn option_value(option: ElementRef<'_>) -> String {
    attr(option, "value").map_or_else(|| text_of(option, &[]), str::to_owned)
}

/// What a field holds before anybody touched it.
fn initial(control: ElementRef<'_>) -> String {
    match control.value().name() {
        "textarea" => {
            let text = control.text().collect::<String>();
            text.strip_prefix('\n').map_or(text.clone(), str::to_owned)
        }
        "select" => {
            let options = select(control, "option");
            let chosen = options
                .iter()
                .find(|option| attr(**option, "selected").is_some())
                .or_else(|| options.iter().find(|option| attr(**option, "disabled").is_none()));
            chosen.map(|option| option_value(*option)).unwrap_or_default()
        }
        _ => attr(control, "value").unwrap_or_default().to_owned(),
    }
}

/// What a control adds to its form, if anything.
fn sent(control: ElementRef<'_>, typed: Option<&Entry>, pressed: bool) -> Option<Entry> {
    match kind_of(control) {
        "submit" => pressed.then(|| Entry::Text(initial(control))),
        "button" | "reset" | "image" => None,
        "radio" | "checkbox" => {
            let ticked = match typed {
                Some(Entry::Checked(ticked)) => *ticked,
                _ => attr(control, "checked").is_some(),
            };
            ticked.then(|| Entry::Text(attr(control, "value").unwrap_or("on").to_owned()))
        }
        "file" => Some(typed.cloned().unwrap_or(Entry::File { name: String::new(), bytes: Vec::new() })),
        _ => {
            let text = match typed {
                Some(Entry::Text(text)) => text.clone(),
                _ => initial(control),
            };
            // Browsers send every line break as CR LF.
            Some(Entry::Text(text.replace("\r\n", "\n").replace('\n', "\r\n")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = r#"<!DOCTYPE html><html lang="zh-Hans"><title>t</title><body>
        <nav><a href="/demands">需求</a><form action="/search"><label for="q">搜索</label><input id="q" name="q"></form></nav>
        <main><h1>需求 <span>草稿</span></h1><p hidden>秘密</p><script>1</script>
        <form method="post" action="/save" enctype="multipart/form-data">
          <input type="hidden" name="seen" value="3">
          <label for="title">名称 <small>（必填）</small></label><input id="title" name="title" value="旧">
          <label>说明<textarea name="text">
第一行
第二行</textarea></label>
          <label for="field">领域</label><select id="field" name="field"><option value="">请选择</option><option value="F01">助老</option><option>助残</option></select>
          <fieldset><legend>分期</legend>
            <label><input type="radio" name="plan" value="a" checked> 一次付清</label>
            <label><input type="radio" name="plan" value="b"> 50/30/20</label>
          </fieldset>
          <label><input type="checkbox" name="sure"> 已核对</label>
          <table><tr><th>第1行</th><td><input aria-label="金额" name="fen1" value="1"></td></tr>
                 <tr><th>第2行</th><td><input aria-label="金额" name="fen2" value="2"></td></tr></table>
          <label for="file">附件</label><input type="file" id="file" name="file">
          <fieldset disabled><label>旧值<input name="old" value="x"></label></fieldset>
          <button name="then" value="save">保存</button><button name="then" value="send" formaction="/send">送批</button>
          <button type="button">加一行</button>
        </form></main></body></html>"#;

    fn names(submission: &Submission) -> Vec<(&str, &str)> {
        let text = |entry: &'_ Entry| -> &'static str {
            match entry {
                Entry::Text(text) => text.clone().leak(),
                Entry::File { name, .. } => name.clone().leak(),
                Entry::Checked(_) => "",
            }
        };
        submission.fields.iter().map(|(name, entry)| (name.as_str(), text(entry))).collect()
    }

    #[test]
    fn an_untouched_form_is_sent_as_it_came() {
        let sent = Page::parse(FORM).press(&Typed::new(), &"保存".into()).unwrap();
        assert!(sent.post && sent.multipart);
        assert_eq!(sent.action, "/save");
        assert_eq!(
            names(&sent),
            [
                ("seen", "3"),
                ("title", "旧"),
                ("text", "第一行\r\n第二行"),
                ("field", ""),
                ("plan", "a"),
                ("fen1", "1"),
                ("fen2", "2"),
                ("file", ""),
                ("then", "save")
            ]
        );
    }

    #[test]
    fn what_a_person_does_is_what_is_sent() {
        let page = Page::parse(FORM);
        let mut typed = Typed::new();
        page.fill(&mut typed, &"名称".into(), "新").unwrap();
        page.fill(&mut typed, &"领域".into(), "助老").unwrap();
        page.fill(&mut typed, &("第2行", "金额").into(), "20").unwrap();
        page.fill(&mut typed, &("金额", 1).into(), "10").unwrap();
        page.choose(&mut typed, &("分期", "50/30/20").into()).unwrap();
        page.check(&mut typed, &"已核对".into(), true).unwrap();
        page.attach(&mut typed, &"附件".into(), "预算.csv", b"1,2").unwrap();
        assert_eq!(page.value(&typed, &"名称".into()).unwrap(), "新");
        let sent = page.press(&typed, &"送批".into()).unwrap();
        assert_eq!(sent.action, "/send");
        assert_eq!(
            names(&sent),
            [
                ("seen", "3"),
                ("title", "新"),
                ("text", "第一行\r\n第二行"),
                ("field", "F01"),
                ("plan", "b"),
                ("sure", "on"),
                ("fen1", "10"),
                ("fen2", "20"),
                ("file", "预算.csv"),
                ("then", "send")
            ]
        );
    }

    #[test]
    fn what_cannot_be_done_is_said_with_what_there_is() {
        let page = Page::parse(FORM);
        let mut typed = Typed::new();
        assert!(page.fill(&mut typed, &"金额".into(), "1").unwrap_err().contains("2 of Field"));
        assert!(page.fill(&mut typed, &"地址".into(), "1").unwrap_err().contains("名称"));
        assert!(page.fill(&mut typed, &"领域".into(), "环保").unwrap_err().contains("助残"));
        assert!(page.press(&typed, &"加一行".into()).unwrap_err().contains("without script"));
    }

    #[test]
    fn text_is_what_a_reader_sees_of_main() {
        let page = Page::parse(FORM);
        assert!(page.text().starts_with("需求 草稿"));
        assert!(!page.text().contains("秘密") && !page.text().contains("搜索"));
        assert!(page.whole_text().contains("搜索"));
        assert!(contains("还有 3 个\n工作日", "还有3个工作日"));
        assert_eq!(page.link(&"需求".into()).unwrap(), "/demands");
        assert_eq!(page.attributes("html", "lang"), ["zh-Hans"]);
    }
}
