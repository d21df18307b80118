//! What anybody meets first: the first page, signing in, the printed rules, a wrong address.

use outside::{World, every_way};

#[tokio::test]
async fn the_first_page_answers_in_both_languages() {
    for way in every_way() {
        let world = World::start("demo", way).await;
        let visitor = world.visitor().await;
        visitor.open("/").await.answered(200);
        assert_eq!(visitor.texts("h1").len(), 1);
        assert_eq!(visitor.attributes("html", "lang"), ["zh-CN"]);
        visitor.open("/?lang=en").await.answered(200);
        assert_eq!(visitor.texts("h1").len(), 1);
        assert_eq!(visitor.attributes("html", "lang"), ["en"]);
        assert_eq!(visitor.attributes("script", "src"), Vec::<String>::new(), "the first page sends no script");
    }
}

#[tokio::test]
async fn a_person_signs_in_and_a_wrong_phrase_does_not() {
    for way in every_way() {
        let world = World::start("demo", way).await;
        let auditor = world.sign_in("auditor").await;
        auditor.open("/api/v1/me").await.answered(200);

        let stranger = world.visitor().await;
        stranger.open("/sign-in?lang=en").await;
        stranger.fill("Account", "auditor").await;
        stranger.fill("Password", "not this one at all").await;
        stranger.press("Sign in").await;
        stranger.answered(422);
        assert_eq!(stranger.attributes("html", "lang"), ["en"], "the answer is in the language of the question");
        assert_eq!(stranger.value("Account").await, "auditor", "what was typed stays");
        assert_eq!(stranger.value("Password").await, "", "but for the password");
    }
}

#[tokio::test]
async fn the_printed_rules_name_their_articles() {
    for way in every_way() {
        let world = World::start("demo", way).await;
        let visitor = world.visitor().await;
        visitor.open("/help/law").await.answered(200).shows("《政府采购法》");
        visitor.open("/help/law?lang=en").await.answered(200).shows("Government Procurement Law");
    }
}

#[tokio::test]
async fn an_address_that_is_not_there_says_so_in_the_frame() {
    for way in every_way() {
        let world = World::start("demo", way).await;
        let visitor = world.visitor().await;
        visitor.open("/no-such-page").await.answered(404);
        assert_eq!(visitor.texts("h1").len(), 1);
        visitor.open("/demands/GX-1999-000001").await.answered(404);
    }
}
