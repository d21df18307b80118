//! Who fits and why; invitations that nobody else learns of.

use crate::demands::{approved, good_draft, published, street};
use crate::world::worlds;
use domain::matching::{MatchRule, Verdict};
use domain::policy::{Actor, Role};
use marketplace::matching::{Invite, Show, draft_funnel, for_me, invite, match_of, matches};
use marketplace::{Fault, Once, organizations};

fn codes(fault: &Fault) -> Vec<&str> {
    fault.refusals().iter().map(|refusal| refusal.code.as_str()).collect()
}

fn all(fitting: bool) -> Show {
    Show { fitting, after: None, most: 50 }
}

#[tokio::test]
async fn a_purchaser_sees_who_fits_and_who_does_not_rule_by_rule() {
    for world in worlds().await {
        let (ours, theirs) = (street(&world, "m1").await, street(&world, "m2").await);
        world.body("上海示例相符服务中心", "社会服务机构", "F01", "静安区").await;
        world.body("上海示例全市服务中心", "社会服务机构", "F01、F05", "全市").await;
        world.body("上海示例他域服务中心", "社会服务机构", "F06", "静安区").await;
        world.body("上海示例未填服务中心", "社会服务机构", "", "").await;
        let number = published(&world, &ours, good_draft("独居老人居家关怀", 480_000)).await;

        let found = matches(&world.market, &ours.officer, number, &all(true)).await.unwrap();
        assert_eq!((found.total, found.funnel.total, found.funnel.fitting, found.may_invite), (2, 4, 2, true));
        assert!(found.rows.iter().all(|row| row.found.fits && row.found.why().is_some()));
        let out = matches(&world.market, &ours.officer, number, &all(false)).await.unwrap();
        let verdict = |name: &str| {
            let row = out.rows.iter().find(|row| row.name.contains(name)).unwrap();
            row.found.lines.iter().find(|line| line.rule == MatchRule::Field).unwrap().verdict
        };
        assert_eq!((verdict("他域"), verdict("未填")), (Verdict::Fail, Verdict::Unknown));

        // The approver reads but does not invite; nobody else reads.
        assert!(!matches(&world.market, &ours.approver, number, &all(true)).await.unwrap().may_invite);
        for actor in [&theirs.officer, &Actor::PUBLIC] {
            assert!(matches(&world.market, actor, number, &all(true)).await.is_err());
        }
        // Pages add up to the whole list, in the same order.
        let mut seen = Vec::new();
        let mut show = Show { most: 1, ..all(true) };
        loop {
            let page = matches(&world.market, &ours.officer, number, &show).await.unwrap();
            seen.extend(page.rows.into_iter().map(|row| row.code));
            match page.next {
                Some(code) => show.after = Some(code),
                None => break,
            }
        }
        assert_eq!(seen, found.rows.into_iter().map(|row| row.code).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn an_organization_sees_the_same_reasons_for_itself() {
    for world in worlds().await {
        let street = street(&world, "m3").await;
        let body = world.body("上海示例相符服务中心", "社会服务机构", "F01", "静安区").await;
        let admin = world.person("admin", Role::SoAdmin, Some(body)).await;
        let number = published(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        let theirs = matches(&world.market, &street.officer, number, &all(true)).await.unwrap();
        let own = match_of(&world.market, &admin, number).await.unwrap();
        assert_eq!(own.found, theirs.rows[0].found);
        let list = for_me(&world.market, &admin).await.unwrap();
        assert_eq!((list.fitting, list.rows[0].demand.number, &list.rows[0].found), (1, number, &own.found));
        assert_eq!(codes(&for_me(&world.market, &street.officer).await.unwrap_err()), ["policy.not-your-role"]);

        world.go_to_day("2025-03-12", 18).await;
        assert!(for_me(&world.market, &admin).await.unwrap().rows.is_empty());
    }
}

#[tokio::test]
async fn an_invitation_is_known_to_the_two_of_them_alone() {
    for world in worlds().await {
        let (ours, theirs) = (street(&world, "m4").await, street(&world, "m5").await);
        let body = world.body("上海示例相符服务中心", "社会服务机构", "F01", "静安区").await;
        let other = world.body("上海示例另一服务中心", "社会服务机构", "F01", "静安区").await;
        let (admin, rival) = (world.person("admin", Role::SoAdmin, Some(body)).await, world.person("rival", Role::SoAdmin, Some(other)).await);
        let number = published(&world, &ours, good_draft("独居老人居家关怀", 480_000)).await;
        let rows = matches(&world.market, &ours.officer, number, &all(true)).await.unwrap().rows;
        let code = rows.iter().find(|row| row.name.contains("相符")).unwrap().code.clone();
        let public = async || {
            marketplace::jobs::sequence_changes(&world.market).await.unwrap();
            marketplace::changes::after(&world.market, 0, 1000).await.unwrap().len()
        };
        let before = public().await;

        let press = Invite { demand: number, organization: code.clone(), reason: None, once: Once::fresh() };
        for actor in [&ours.approver, &theirs.officer, &admin] {
            assert!(invite(&world.market, actor, press.clone()).await.is_err());
        }
        let first = invite(&world.market, &ours.officer, press.clone()).await.unwrap();
        assert_eq!(invite(&world.market, &ours.officer, press.clone()).await.unwrap(), first, "a second press is the same press");
        let twice = Invite { once: Once::fresh(), ..press };
        assert_eq!(codes(&invite(&world.market, &ours.officer, twice).await.unwrap_err()), ["matching.invited-already"]);

        assert_eq!(matches(&world.market, &ours.officer, number, &all(true)).await.unwrap().invitations.len(), 1);
        assert!(match_of(&world.market, &admin, number).await.unwrap().invited_at.is_some());
        assert!(match_of(&world.market, &rival, number).await.unwrap().invited_at.is_none());
        assert_eq!(public().await, before, "nothing public changed");

        marketplace::jobs::deliver(&world.market).await.unwrap();
        let told = async |actor: &Actor| marketplace::inbox::received(&world.market, actor.account.unwrap(), 50).await.unwrap();
        assert!(told(&admin).await.iter().any(|message| message.key == "inbox.invited"));
        assert!(told(&rival).await.iter().all(|message| message.key != "inbox.invited"));
    }
}

#[tokio::test]
async fn who_does_not_fit_is_invited_with_a_reason_and_only_while_it_is_open() {
    for world in worlds().await {
        let street = street(&world, "m6").await;
        let misfit = world.body("上海示例他域服务中心", "社会服务机构", "F06", "静安区").await;
        let late = world.body("上海示例迟来服务中心", "社会服务机构", "F01", "静安区").await;
        let admin = world.person("admin", Role::SoAdmin, Some(misfit)).await;
        let number = published(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        let out = matches(&world.market, &street.officer, number, &all(false)).await.unwrap();
        let code = out.rows[0].code.clone();
        let cmd = |reason: Option<&str>| Invite { demand: number, organization: code.clone(), reason: reason.map(str::to_owned), once: Once::fresh() };
        assert_eq!(codes(&invite(&world.market, &street.officer, cmd(None)).await.unwrap_err()), ["matching.reason-missing"]);
        invite(&world.market, &street.officer, cmd(Some("在本街道服务多年"))).await.unwrap();
        // An invited demand stands in its list although the field is another.
        let list = for_me(&world.market, &admin).await.unwrap();
        assert!(list.rows.iter().any(|row| row.demand.number == number && row.invited_at.is_some() && !row.found.fits));

        let department =
            Invite { organization: organizations::by_code(&world.market, &demand_code(&world.market, number).await).await.unwrap().unwrap().code, ..cmd(None) };
        assert_eq!(codes(&invite(&world.market, &street.officer, department).await.unwrap_err()), ["matching.not-social"]);
        let rows = matches(&world.market, &street.officer, number, &all(true)).await.unwrap().rows;
        let fits = rows.iter().find(|row| row.found.organization == late).unwrap().code.clone();
        world.go_to_day("2025-03-12", 17).await;
        let too_late = Invite { organization: fits, ..cmd(None) };
        assert_eq!(codes(&invite(&world.market, &street.officer, too_late).await.unwrap_err()), ["matching.not-open"]);
    }
}

async fn demand_code(market: &marketplace::Market, number: domain::numbers::DemandNumber) -> domain::code::CreditCode {
    marketplace::demands::view(market, number).await.unwrap().purchaser_code
}

#[tokio::test]
async fn a_draft_tells_how_many_would_qualify() {
    for world in worlds().await {
        let street = street(&world, "m7").await;
        world.body("上海示例相符服务中心", "社会服务机构", "F01", "静安区").await;
        world.body("上海示例他区服务中心", "社会服务机构", "F01", "徐汇区").await;
        let id = approved(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        let funnel = draft_funnel(&world.market, &street.officer, id).await.unwrap().unwrap();
        assert_eq!((funnel.total, funnel.fitting, funnel.narrowest), (2, 1, Some(MatchRule::District)));
        assert_eq!(codes(&draft_funnel(&world.market, &Actor::PUBLIC, id).await.unwrap_err()), ["not-found"]);
    }
}
