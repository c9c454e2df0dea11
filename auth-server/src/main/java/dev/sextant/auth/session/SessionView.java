package dev.sextant.auth.session;

import dev.sextant.auth.user.UserView;

/** What a person gets who has signed in. */
public record SessionView(
        String accessToken, String tokenType, long expiresIn, boolean passwordChangeRequired, UserView user) {

    static SessionView from(Sessions.Session session) {
        return new SessionView(
                session.accessToken().value(),
                "Bearer",
                session.accessToken().lifetime().toSeconds(),
                session.user().passwordChangeRequired(),
                UserView.from(session.user()));
    }

    @Override
    public String toString() {
        return "SessionView[%s]".formatted(user.name());
    }
}
