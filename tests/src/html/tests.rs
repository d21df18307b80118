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
