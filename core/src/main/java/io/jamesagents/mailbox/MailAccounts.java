package io.jamesagents.mailbox;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.Ids;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/** The James users behind inboxes. Their passwords are random: an operator sets another to open a mailbox over IMAP. */
public final class MailAccounts {
    private final UsersRepository users;
    private final DomainList domains;
    private final Mailboxes mailboxes;

    public MailAccounts(UsersRepository users, DomainList domains, Mailboxes mailboxes) {
        this.users = users;
        this.domains = domains;
        this.mailboxes = mailboxes;
    }

    public boolean exists(String address) {
        try {
            return users.contains(Username.of(address));
        } catch (UsersRepositoryException e) {
            throw new Unavailable("The user store does not answer", e);
        }
    }

    /** Makes the user and its mailboxes, as far as they are missing. */
    public void ensure(String address) {
        try {
            Username user = Username.of(address);
            if (!users.contains(user)) {
                users.addUser(user, Ids.random(""));
            }
            mailboxes.ensure(address);
        } catch (UsersRepositoryException e) {
            throw new Unavailable("The user store does not answer", e);
        }
    }

    /** Removes the mailboxes with all that is in them, and the user. */
    public void remove(String address) {
        try {
            mailboxes.folders(address).forEach(mailboxes::remove);
            Username user = Username.of(address);
            if (users.contains(user)) {
                users.removeUser(user);
            }
        } catch (UsersRepositoryException e) {
            throw new Unavailable("The user store does not answer", e);
        }
    }

    /** Makes James take no mail for a domain any more. */
    public void removeDomain(String name) {
        try {
            if (domains.containsDomain(Domain.of(name))) {
                domains.removeDomain(Domain.of(name));
            }
        } catch (DomainListException e) {
            throw new Unavailable("The domain list does not answer", e);
        }
    }

    /** Makes James take mail for a domain. */
    public void ensureDomain(String name) {
        try {
            if (!domains.containsDomain(Domain.of(name))) {
                domains.addDomain(Domain.of(name));
            }
        } catch (DomainListException e) {
            throw new Unavailable("The domain list does not answer", e);
        }
    }
}
