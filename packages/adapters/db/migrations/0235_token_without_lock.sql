-- A token is kept by the one statement that has just found its client active (partner-store.ts), and clients are revoked,
-- never removed. The constraint looked the client up once more and locked its row for each token, so that those of one
-- client, asked for at the same time, waited for and piled up locks on a row that nobody changes.
alter table identity.partner_token drop constraint partner_token_partner_id_fkey;
