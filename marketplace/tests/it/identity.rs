//! Sign-in and sessions.

use crate::world::{PHRASE, worlds};
use domain::policy::{Actor, Role};
use marketplace::identity::{NewAccount, close_account, create_account, people, renew, sign_in, sign_out, signed};

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
