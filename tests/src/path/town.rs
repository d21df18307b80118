//! A town that no scenario knows: bodies by an imported list, accounts by the command line, every name drawn from a seed.

use super::{Bidder, Cast, Seat};
use crate::World;
use std::fmt::Write;

/// Numbers drawn from a seed, the same for the same seed on every machine.
pub struct Dice(u64);

impl Dice {
    /// Dice of this seed.
    pub fn of(seed: u64) -> Dice {
        Dice(seed)
    }

    /// One of `0..sides`.
    pub fn throw(&mut self, sides: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).expect("a number of sides")).expect("less than the sides")
    }

    /// One of these.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.throw(from.len())].clone()
    }

    /// Two signs that make a name.
    pub fn name(&mut self) -> String {
        const SIGNS: [char; 24] =
            ['云', '禾', '竹', '溪', '岚', '沐', '栖', '南', '棠', '锦', '澄', '远', '宁', '川', '润', '嘉', '霁', '苇', '朗', '松', '汀', '槐', '若', '舟'];
        [self.pick(&SIGNS), self.pick(&SIGNS)].iter().collect()
    }
}

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A credit code with right check characters (GB 32100-2015, GB 11714-1997).
pub fn credit_code(head: &str, serial: usize) -> String {
    let organization = format!("MJ{serial:06}");
    let inner: usize =
        organization.chars().zip([3, 7, 9, 10, 5, 8, 4, 2]).map(|(c, weight)| c.to_digit(36).expect("a letter or digit") as usize * weight).sum();
    let inner = match 11 - inner % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(u32::try_from(digit).expect("a digit"), 10).expect("a digit"),
    };
    let code = format!("{head}{organization}{inner}");
    let value = |c: char| ALPHABET.iter().position(|known| char::from(*known) == c).expect("of the alphabet");
    let (mut sum, mut weight) = (0, 1);
    for c in code.chars() {
        sum += value(c) * weight;
        weight = weight * 3 % 31;
    }
    format!("{code}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}

/// How large the town is and what its organizations do.
pub struct Town<'a> {
    /// Code of the district.
    pub district: &'a str,
    /// Name of the district, as lists write it.
    pub district_name: &'a str,
    /// The field of service, as lists write it.
    pub field: &'a str,
    /// Reviewers, one of them of the street.
    pub reviewers: usize,
    /// Social organizations with people of their own.
    pub bidders: usize,
}

impl Town<'_> {
    /// Founds it: a street, its organizations, an agency, and an account for everybody who acts.
    pub async fn found(&self, world: &World, dice: &mut Dice) -> (Cast, String) {
        let start = dice.throw(90) * 10_000;
        let street = credit_code(&format!("11{}", self.district), start);
        let agency = credit_code("52310000", start + 1);
        let agency_name = format!("上海示例{}评估中心", dice.name());
        let partial = credit_code("52310000", start + 9_000);
        let partial_name = format!("上海示例{}咨询中心", dice.name());
        let mut bidders = Vec::new();
        for nth in 0..self.bidders {
            bidders.push(Bidder {
                name: format!("上海示例{}{nth}服务中心", dice.name()),
                code: credit_code(&format!("52{}", self.district), start + 2 + nth),
                admin: format!("so{nth}"),
                legal: format!("so{nth}.legal"),
            });
        }
        let mut list = String::from("社会组织名称,统一社会信用代码,社会组织类型,成立登记日期,服务领域,服务区域\n");
        let street_name = format!("上海市{}示例{}街道办事处", self.district_name, dice.name());
        writeln!(list, "{street_name},{street},街道办事处,1999-05-01,,").expect("text");
        writeln!(list, "{partial_name},{partial},第三方评估机构,2014-04-01,专业支持,全市").expect("text");
        writeln!(list, "{agency_name},{agency},第三方评估机构,2013-04-01,专业支持,全市").expect("text");
        for bidder in &bidders {
            let year = 2010 + dice.throw(10);
            writeln!(list, "{},{},社会服务机构,{year}-06-01,{},全市", bidder.name, bidder.code, self.field).expect("text");
        }
        // Matching has something to refuse: another field, another district.
        let far = if self.district == "310101" { "徐汇区" } else { "黄浦区" };
        for nth in 0..3 {
            let code = credit_code(&format!("52{}", self.district), start + 5_000 + nth);
            writeln!(list, "上海示例{}{nth}康复中心,{code},社会服务机构,2016-06-01,残疾人服务,{far}", dice.name()).expect("text");
        }
        let file = world.folder().join("list.csv");
        std::fs::write(&file, list).expect("the list");
        let (loaded, said) = world.run(&["import", "organizations", file.to_str().expect("a path")], "").await;
        assert!(loaded, "the list was not imported: {said}");

        let mut panel = Vec::new();
        for nth in 0..self.reviewers {
            let login = format!("reviewer{nth}");
            let name = format!("示例·{}{nth}", dice.name());
            if nth == 0 {
                account(world, &login, &name, &["panel-pur"], Some(&street)).await
            } else {
                account(world, &login, &name, &["panel-expert"], None).await
            };
            panel.push(Seat { login, name });
        }
        let partial_lead = person(world, dice, "partial", "agency-lead", Some(&partial)).await;
        let officer = format!("示例·{}·officer", dice.name());
        account(world, "officer", &officer, &["pur-officer", "pur-approver"], Some(&street)).await;
        let cast = Cast {
            officer: "officer".into(),
            drafter_approves: true,
            approver: person(world, dice, "approver", "pur-approver", Some(&street)).await,
            reviewer: person(world, dice, "internal", "pur-reviewer", Some(&street)).await,
            panel,
            lead: person(world, dice, "lead", "agency-lead", Some(&agency)).await,
            member: person(world, dice, "member", "agency-member", Some(&agency)).await,
            agency: agency_name,
            partial: Some((partial_name, partial_lead)),
            bidders,
        };
        for bidder in &cast.bidders {
            person(world, dice, &bidder.admin, "so-admin", Some(&bidder.code)).await;
            person(world, dice, &bidder.legal, "so-legal", Some(&bidder.code)).await;
        }
        (cast, street_name)
    }
}

async fn person(world: &World, dice: &mut Dice, login: &str, role: &str, body: Option<&str>) -> String {
    let name = format!("示例·{}·{login}", dice.name());
    account(world, login, &name, &[role], body).await;
    login.to_owned()
}

/// An account as an operator makes one, of one or more roles; its password is the phrase of the demonstration.
pub async fn account(world: &World, login: &str, name: &str, roles: &[&str], body: Option<&str>) {
    let mut words = vec!["user", login, "--name", name];
    words.extend(["--role"].into_iter().chain(std::iter::repeat("--also")).zip(roles).flat_map(|(how, role)| [how, *role]));
    words.extend(body.iter().flat_map(|code| ["--organization", code]));
    let (made, said) = world.run(&words, world.phrase()).await;
    assert!(made, "no account {login}: {said}");
}
