//! Sign-in and sessions.

use crate::world::{PHRASE, World, worlds};
use chrono::TimeDelta;
use domain::policy::{Actor, Role};
use marketplace::identity::{NewAccount, act_as, close_account, create_account, grant, people, renew, roles_of, sign_in, sign_out, signed};

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_look_alike() {
    for world in worlds().await {
        world.person("auditor", Role::Auditor, None).await;
        let wrong = sign_in(&world.market, "auditor", "not the phrase at all".into(), "").await.unwrap_err();
        let unknown = sign_in(&world.market, "nobody", PHRASE.into(), "").await.unwrap_err();
        assert_eq!(wrong.refusals(), unknown.refusals());
        assert_eq!(wrong.refusals()[0].code, "identity.wrong");
        sign_in(&world.market, " Auditor ", PHRASE.into(), "").await.unwrap();
    }
}

#[tokio::test]
async fn a_session_lives_until_sign_out() {
    for world in worlds().await {
        let actor = world.person("auditor", Role::Auditor, None).await;
        let tokens = sign_in(&world.market, "auditor", PHRASE.into(), "test").await.unwrap();
        let who = signed(&world.market, tokens.session).await.unwrap().unwrap();
        assert_eq!((who.actor, who.name.as_str()), (actor, "示例·auditor"));
        sign_out(&world.market, tokens.session).await.unwrap();
        assert!(signed(&world.market, tokens.session).await.unwrap().is_none());
        assert!(renew(&world.market, &tokens.refresh.unwrap()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_renewed_token_is_replaced_and_parallel_tabs_are_forgiven() {
    for world in worlds().await {
        world.person("auditor", Role::Auditor, None).await;
        let first = sign_in(&world.market, "auditor", PHRASE.into(), "").await.unwrap().refresh.unwrap();
        let second = renew(&world.market, &first).await.unwrap().unwrap();
        assert!(second.refresh.is_some_and(|token| token != first));
        // The clock stands still, so the old one comes within the grace: the session goes on, without a new token.
        assert!(renew(&world.market, &first).await.unwrap().unwrap().refresh.is_none());
        assert!(renew(&world.market, "0000").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_closed_account_signs_in_no_more_and_is_on_no_list() {
    for world in worlds().await {
        let market = &world.market;
        let (stays, leaves) = (world.person("auditor", Role::Auditor, None).await, world.person("expert", Role::PanelExpert, None).await);
        let account = leaves.account.unwrap();
        let tokens = sign_in(market, "expert", PHRASE.into(), "").await.unwrap();
        assert!(close_account(market, &stays, account).await.is_err(), "only who manages accounts closes one");
        close_account(market, &Actor::OPERATOR, account).await.unwrap();
        assert!(signed(market, tokens.session).await.unwrap().is_none());
        let refused = sign_in(market, "expert", PHRASE.into(), "").await.unwrap_err();
        assert_eq!(refused.refusals()[0].code, "identity.wrong");
        let listed: Vec<String> = people(market).await.unwrap().into_iter().map(|person| person.login).collect();
        assert_eq!(listed, ["auditor"]);
        let again = close_account(market, &Actor::OPERATOR, account).await.unwrap_err();
        assert_eq!(again.refusals()[0].code, "not-found");
    }
}

#[tokio::test]
async fn an_account_has_all_its_roles_or_is_not_there() {
    for world in worlds().await {
        let new =
            |also| NewAccount { login: "both".into(), name: "示例·both".into(), password: PHRASE.into(), role: Role::Auditor, also, organization: None };
        for (also, code) in [(vec![Role::Registrar, Role::Registrar], "identity.role-held"), (vec![Role::PurOfficer], "identity.body-missing")] {
            let refused = create_account(&world.market, &Actor::OPERATOR, new(also)).await.unwrap_err();
            assert_eq!(refused.refusals()[0].code, code);
            assert!(people(&world.market).await.unwrap().is_empty());
        }
        create_account(&world.market, &Actor::OPERATOR, new(vec![Role::Registrar])).await.unwrap();
        let roles: Vec<Role> = people(&world.market).await.unwrap().into_iter().map(|person| person.role).collect();
        assert_eq!(roles, [Role::Auditor, Role::Registrar]);
    }
}

/// Lets wall time go on by this many minutes.
fn later(world: &World, minutes: i64) {
    world.clock.set(world.market.wall() + TimeDelta::minutes(minutes));
}

#[tokio::test]
async fn a_session_rests_thirty_minutes_for_staff_and_sixty_for_others() {
    for world in worlds().await {
        let market = &world.market;
        for (login, role, limit) in [("auditor", Role::Auditor, 30), ("expert", Role::PanelExpert, 60)] {
            world.person(login, role, None).await;
            let session = sign_in(market, login, PHRASE.into(), "").await.unwrap().session;
            // Each use is noted: the rest begins anew.
            for _ in 0..2 {
                later(&world, limit - 1);
                assert!(signed(market, session).await.unwrap().is_some(), "{login}");
            }
            let tokens = sign_in(market, login, PHRASE.into(), "").await.unwrap();
            later(&world, limit);
            assert!(signed(market, session).await.unwrap().is_none(), "{login}");
            assert!(renew(market, &tokens.refresh.unwrap()).await.unwrap().is_none(), "{login}: no token outlives the rest");
        }
    }
}

#[tokio::test]
async fn no_session_outlives_twelve_hours_however_busy() {
    for world in worlds().await {
        let market = &world.market;
        world.person("auditor", Role::Auditor, None).await;
        let tokens = sign_in(market, "auditor", PHRASE.into(), "").await.unwrap();
        let mut refresh = tokens.refresh.unwrap();
        for minute in (20..12 * 60).step_by(20) {
            later(&world, 20);
            assert!(signed(market, tokens.session).await.unwrap().is_some(), "after {minute} minutes");
            refresh = renew(market, &refresh).await.unwrap().unwrap().refresh.unwrap();
        }
        later(&world, 20);
        assert!(signed(market, tokens.session).await.unwrap().is_none());
        assert!(renew(market, &refresh).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_replaced_token_after_the_grace_ends_the_session() {
    for world in worlds().await {
        let market = &world.market;
        world.person("auditor", Role::Auditor, None).await;
        let first = sign_in(market, "auditor", PHRASE.into(), "").await.unwrap();
        let stolen = first.refresh.unwrap();
        let second = renew(market, &stolen).await.unwrap().unwrap().refresh.unwrap();
        later(&world, 1);
        assert!(renew(market, &stolen).await.unwrap().is_none());
        assert!(signed(market, first.session).await.unwrap().is_none(), "whoever holds the newer token is out as well");
        assert!(renew(market, &second).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn who_acts_in_another_role_gets_another_session() {
    for world in worlds().await {
        let market = &world.market;
        let actor = world.person("auditor", Role::Auditor, None).await;
        let other = world.person("expert", Role::PanelExpert, None).await;
        grant(market, &Actor::OPERATOR, actor.account.unwrap(), Role::PanelExpert, None).await.unwrap();
        let first = sign_in(market, "auditor", PHRASE.into(), "").await.unwrap();
        let who = signed(market, first.session).await.unwrap().unwrap();
        let foreign = roles_of(market, &other).await.unwrap()[0].membership;
        let refused = act_as(market, &who, foreign, "").await.unwrap_err();
        assert_eq!(refused.refusals()[0].code, "not-found");
        assert!(signed(market, first.session).await.unwrap().is_some(), "a refusal leaves the session as it was");

        let roles = roles_of(market, &actor).await.unwrap();
        let wanted = roles.iter().find(|role| role.role == Role::PanelExpert).unwrap().membership;
        let second = act_as(market, &who, wanted, "").await.unwrap();
        let now = signed(market, second.session).await.unwrap().unwrap();
        assert_eq!((now.actor.account, now.actor.role, now.membership), (actor.account, Role::PanelExpert, wanted));
        assert!(signed(market, first.session).await.unwrap().is_none());
        assert!(renew(market, &first.refresh.unwrap()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn the_name_of_ones_own_body_is_no_password() {
    for world in worlds().await {
        let body = world.body("示例合唱协会", "社会团体", "F01", "静安区").await;
        let password = "示例合唱协会示例合唱协会123456".into();
        let new =
            NewAccount { login: "singer".into(), name: "示例·歌者".into(), password, role: Role::SoAdmin, also: Vec::new(), organization: Some(body) };
        let refused = create_account(&world.market, &Actor::OPERATOR, new).await.unwrap_err();
        assert_eq!(refused.refusals()[0].code, "identity.password-guessable");
    }
}
